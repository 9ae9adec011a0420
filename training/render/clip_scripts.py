"""What happens in each recorded sample clip. Plain data, no Blender.

Times are seconds; positions are metres and mean the middle of the package.
x grows to the viewer's right, y away from the camera, z up; the counter is z = 0.
"""
from __future__ import annotations

import bisect
from dataclasses import dataclass

FPS = 5
OUTSIDE = 0.46  # x at which package, hand and arm are out of the picture
NEAR = -0.05  # y of a tall package held up
CLOSE = -0.17  # y of a small one
PASSING = -0.40  # y of an arm passing right before the camera
HELD = 0.17  # z of a package held up


@dataclass(frozen=True)
class Key:
    """Where a package is at a moment; angles in degrees."""

    time: float
    x: float
    z: float = HELD
    y: float = NEAR
    yaw: float = 0.0
    tilt: float = 0.0


@dataclass(frozen=True)
class Visit:
    """One package (or, with None, a bare arm) from coming in to going out.

    Between `release` and `regrasp` it stands alone and the hand is away.
    """

    product: str | None
    side: int
    keys: tuple[Key, ...]
    release: float | None = None
    regrasp: float | None = None

    def at(self, time: float) -> Key | None:
        """The smoothly interpolated position, None while out of sight."""
        keys = self.keys
        if not keys[0].time <= time <= keys[-1].time:
            return None
        after = min(bisect.bisect_right([key.time for key in keys], time), len(keys) - 1)
        first, second = keys[after - 1], keys[after]
        share = (time - first.time) / (second.time - first.time)
        share = share * share * (3 - 2 * share)
        values = (a + (b - a) * share for a, b in zip(vars(first).values(), vars(second).values()))
        return Key(*values)

    def hand_offset(self, time: float) -> tuple[float, float, float] | None:
        """The hand's distance from its place on the package, None while it is away."""
        if self.release is None or time <= self.release:
            return (0.0, 0.0, 0.0)
        gone, back = self.release + 0.7, (self.regrasp or 1e9) - 0.7
        if self.regrasp and time >= self.regrasp:
            return (0.0, 0.0, 0.0)
        if gone <= time <= back:
            return None
        share = (time - self.release if time < gone else self.regrasp - time) / 0.7
        return (self.side * 0.55 * share ** 1.5, 0.22 * share ** 0.7, 0.02 * share)


@dataclass(frozen=True)
class Clip:
    name: str
    title: tuple[str, str]  # in Chinese and English, as the kiosk offers it
    description: str
    seconds: float
    visits: tuple[Visit, ...]
    basket: dict[str, int]
    table: int  # seeds of the counter top and of the wall, see backgrounds.py
    wall: int
    skin: str = "#e8b896"
    sleeve: str = "#31507a"
    other_sleeve: str = "#7c2a38"
    exposure: float = 0.0  # stops


def show(product: str, side: int, start: float, stop: float, x: float = 0.0,
         yaw: float = 10.0, y: float = NEAR) -> Visit:
    """In from `side` within 0.5 s, held up turning slowly, out again to the same side."""
    middle = (start + stop) / 2
    return Visit(product, side, (
        Key(start, side * OUTSIDE, HELD - 0.03, y, side * 20, side * 10),
        Key(start + 0.5, x, HELD, y, -yaw, side * 3),
        Key(middle, x + 0.008, HELD + 0.006, y - 0.01, yaw, -2),
        Key(stop - 0.5, x - 0.004, HELD - 0.004, y, -yaw / 2, side * 2),
        Key(stop, side * OUTSIDE, HELD - 0.03, y, side * 20, side * 10)))


def stand(product: str, side: int, start: float, down: float, regrasp: float, x: float,
          height: float) -> Visit:
    """Shown for a moment, put on the counter, left there, taken away at the end."""
    floor = height / 2
    return Visit(product, side, (
        Key(start, side * OUTSIDE, HELD - 0.02, yaw=side * 20, tilt=side * 8),
        Key(start + 0.5, x, HELD + 0.01, NEAR, -6),
        Key(down - 0.6, x, HELD + 0.005, NEAR, 8),
        Key(down, x, floor, 0.0, 2),
        Key(regrasp, x, floor, 0.0, 2),
        Key(regrasp + 0.5, x + side * 0.12, HELD, 0.0, 6, side * 6),
        Key(regrasp + 1.0, side * OUTSIDE, HELD, 0.0, 15, side * 10)), down + 0.1, regrasp)


LATTE, CHIPS, NOODLE, MILK = "morning-latte", "wavy-chips", "beef-noodle", "muguang-milk"
TEA, OTHER_TEA, SARSI, WATER = "yuancui-tea", "fenjie-tea", "sarsi", "yuquan-water"
BOTTLE_HEIGHT = 0.2245

CLIPS: tuple[Clip, ...] = (
    Clip("one-item", ("一件商品", "One item"),
         "One bottle of 元翠茶 is brought in by hand, held before the camera and taken out again.",
         6.2, (show(TEA, -1, 1.0, 5.1),), {TEA: 1}, table=9010, wall=9017),
    Clip("two-different", ("兩件不同的商品", "Two different items"),
         "元翠茶 is shown, 分解茶 joins it for a moment, 元翠茶 leaves, 分解茶 stays and leaves last.",
         9.4, (show(TEA, -1, 1.0, 5.2, -0.085), show(OTHER_TEA, 1, 3.6, 8.3, 0.075)),
         {TEA: 1, OTHER_TEA: 1}, table=9019, wall=9007, sleeve="#2f5d4a"),
    Clip("two-equal", ("兩件相同的商品", "Two equal items"),
         "Two bottles of 分解茶 are put on the counter one after the other and stand side by side.",
         10.6, (stand(OTHER_TEA, -1, 1.0, 2.6, 8.4, -0.075, BOTTLE_HEIGHT),
                stand(OTHER_TEA, 1, 3.6, 5.2, 8.4, 0.075, BOTTLE_HEIGHT)),
         {OTHER_TEA: 2}, table=9006, wall=9000, sleeve="#6a6f78", skin="#d9a27c", exposure=-0.2),
    Clip("held-hidden-again", ("拿著、遮住、再出示", "Held, hidden, shown again"),
         "A can of 沙士 is held long, hidden by a passing arm for 0.8 s, seen again, taken away for "
         "more than four seconds and then shown once more.",
         18.6, (Visit(SARSI, -1, (
            Key(1.0, -OUTSIDE, HELD - 0.03, CLOSE, -20, -10), Key(1.5, 0, HELD, CLOSE, -8),
            Key(3.0, 0.012, HELD + 0.008, CLOSE - 0.02, 12, 3),
            Key(4.6, -0.012, HELD, CLOSE, -10, -3), Key(6.2, 0.004, HELD, CLOSE, 6),
            Key(8.0, 0.002, HELD, CLOSE, 0), Key(9.4, -0.006, HELD + 0.004, CLOSE, -6),
            Key(10.2, 0, HELD, CLOSE, 4), Key(10.7, -OUTSIDE, HELD - 0.03, CLOSE, -20, -10))),
            Visit(None, 1, (
                Key(6.8, 0.30, 0.2205, PASSING), Key(7.2, -0.20, 0.2205, PASSING),
                Key(7.6, -0.21, 0.2215, PASSING), Key(8.0, -0.20, 0.2205, PASSING),
                Key(8.4, 0.30, 0.2205, PASSING))),
            show(SARSI, -1, 14.8, 17.6, 0.0, 8, CLOSE)),
         {SARSI: 2}, table=9001, wall=9015, sleeve="#d9d9d4"),
    Clip("shopping", ("買五件商品", "Five items"),
         "Five products one after another: 波浪洋芋片, 紅燒牛肉麵, 牧光鮮乳, 晨光拿鐵, 玉泉水.",
         15.4, (show(CHIPS, -1, 1.0, 3.8), show(NOODLE, 1, 3.7, 6.4, y=CLOSE),
                show(MILK, -1, 6.3, 9.0), show(LATTE, 1, 8.9, 11.6, y=CLOSE),
                show(WATER, -1, 11.5, 14.3)),
         {CHIPS: 1, NOODLE: 1, MILK: 1, LATTE: 1, WATER: 1}, table=9020, wall=9006, sleeve="#2a2b31",
         skin="#f2cdb0", exposure=-0.25),
)
