"""Scripted customers of scan mode: items shown to the camera one by one. What is shown and taken out again is bought."""
from __future__ import annotations

import random
from typing import Callable

from art.random_designs import RandomDesign, random_design
from catalogue import PRODUCTS, Package
from render.distractors import _alike

from .actors import Actor, Key

OUTSIDE = 0.5
HELD = 0.17
NEAR, CLOSE = -0.06, -0.16
PASSING = -0.38
FOREIGN_SEED = 2_000_000
TALL = ("bottle", "carton", "bag")

Script = tuple[list[Actor], dict[str, int], float]


class Casting:
    """Draws products and foreign packages for one clip."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.foreign: dict[str, RandomDesign] = {}

    def products(self, count: int) -> list[Package]:
        return self.rng.sample(PRODUCTS, count)

    def stranger(self) -> Package:
        """A package that is not sold here; a third of them resemble one that is."""
        seed = FOREIGN_SEED + self.rng.randrange(1_000_000)
        design = _alike(seed) if self.rng.random() < 0.33 else random_design(seed)
        self.foreign[design.package.slug] = design
        return design.package


def show(rng: random.Random, package: Package, start: float, stay: float, side: int, leave: int | None = None,
         x: float = 0.0, enter: float = 0.5, swing: float = 18.0) -> Actor:
    """In from a side, held up while it turns a little, out again."""
    leave = side if leave is None else leave
    y = (NEAR if package.shape in TALL else CLOSE) + rng.uniform(-0.02, 0.02)
    x, z = x + rng.uniform(-0.03, 0.03), HELD + rng.uniform(-0.025, 0.02)
    yaw, tilt = rng.uniform(-swing, swing), rng.uniform(-9, 9)
    keys = [Key(start, (side * OUTSIDE, y, z - 0.03), side * 25, side * 10),
            Key(start + enter, (x, y, z), yaw, tilt)]
    steps = max(1, round(stay / 1.2))
    for step in range(1, steps + 1):
        keys.append(Key(start + enter + stay * step / steps,
                        (x + rng.uniform(-0.015, 0.015), y + rng.uniform(-0.01, 0.01), z + rng.uniform(-0.01, 0.01)),
                        rng.uniform(-swing, swing), tilt + rng.uniform(-6, 6)))
    keys.append(Key(start + 2 * enter + stay, (leave * OUTSIDE, y, z - 0.03), leave * 25, leave * 10))
    return Actor(package, package.slug, tuple(keys), side)


def stand(rng: random.Random, package: Package, start: float, x: float, side: int, until: float,
          floor: float) -> Actor:
    """Shown for a moment, put on the counter, taken away in the end."""
    y = NEAR if package.shape in TALL else CLOSE + 0.05
    z, yaw = HELD + rng.uniform(-0.02, 0.01), rng.uniform(-14, 14)
    keys = (Key(start, (side * OUTSIDE, y, z), side * 20, side * 8), Key(start + 0.5, (x, y, z), yaw),
            Key(start + 1.0, (x, y, z), -yaw), Key(start + 1.6, (x, y + 0.04, floor), yaw / 2),
            Key(until, (x, y + 0.04, floor), yaw / 2), Key(until + 0.5, (x + side * 0.12, y, z), yaw, side * 6),
            Key(until + 1.0, (side * OUTSIDE, y, z), side * 15, side * 10))
    return Actor(package, package.slug, keys, side, release=start + 1.65, regrasp=until)


def arm(start: float, stay: float, x: float, side: int) -> Actor:
    """A bare arm that passes right before the camera, stays a moment and goes back."""
    keys = (Key(start, (side * 0.34, PASSING, 0.22)), Key(start + 0.35, (x - side * 0.2, PASSING, 0.22)),
            Key(start + 0.35 + stay, (x - side * 0.21, PASSING, 0.222)),
            Key(start + 0.7 + stay, (side * 0.34, PASSING, 0.22)))
    return Actor(None, f"arm{start}", keys, side, (side, 0.0, 0.0))


def _count(items: list[Package]) -> dict[str, int]:
    basket: dict[str, int] = {}
    for item in items:
        basket[item.slug] = basket.get(item.slug, 0) + 1
    return basket


def _in_turn(rng: random.Random, items: list[Package], gap: tuple[float, float], stay: tuple[float, float],
             sides: str, enter: float = 0.5) -> tuple[list[Actor], float]:
    time, side, actors = 0.8, rng.choice((-1, 1)), []
    for item in items:
        actor = show(rng, item, time, rng.uniform(*stay), side, enter=enter)
        actors.append(actor)
        time = actor.keys[-1].time + rng.uniform(*gap)
        side = -side if sides == "alternate" else side
    return actors, time + 0.8


def plain(rng: random.Random, cast: Casting) -> Script:
    items = cast.products(rng.randint(2, 5))
    actors, end = _in_turn(rng, items, (0.1, 0.8), (1.2, 2.2), rng.choice(("alternate", "same")))
    return actors, _count(items), end


def equal(rng: random.Random, cast: Casting) -> Script:
    """The same product two or three times, the next a moment after the last has left by the same side."""
    items = cast.products(1) * rng.randint(2, 3)
    actors, end = _in_turn(rng, items, (0.5, 1.1), (1.0, 1.8), rng.choice(("same", "same", "alternate")))
    return actors, _count(items), end


def both_hands(rng: random.Random, cast: Casting) -> Script:
    """Two at once, equal or not, then another."""
    first, second, third = cast.products(3)
    if rng.random() < 0.6:
        second = first
    left = show(rng, first, 0.8, 2.2, -1, x=-0.1)
    right = show(rng, second, 0.8 + rng.uniform(0, 0.8), 2.0, 1, x=0.1)
    last = show(rng, third, max(left.keys[-1].time, right.keys[-1].time) + 0.3, 1.5, rng.choice((-1, 1)))
    return [left, right, last], _count([first, second, third]), last.keys[-1].time + 0.8


def held_long(rng: random.Random, cast: Casting) -> Script:
    """One item held for long and turned far about, then another."""
    first, second = cast.products(2)
    long = show(rng, first, 0.8, rng.uniform(5, 8), -1, swing=55)
    after = show(rng, second, long.keys[-1].time + 0.3, 1.5, 1)
    return [long, after], _count([first, second]), after.keys[-1].time + 0.8


def hidden(rng: random.Random, cast: Casting) -> Script:
    """An arm passes before a held item: it is still the same."""
    first, second = cast.products(2)
    held = show(rng, first, 0.8, 5.2, -1)
    passing = arm(2.6, rng.uniform(0.3, 0.9), 0.0, 1)
    after = show(rng, second, held.keys[-1].time + 0.3, 1.5, -1)
    return [held, passing, after], _count([first, second]), after.keys[-1].time + 0.8


def bait(rng: random.Random, cast: Casting) -> Script:
    """Packages that are not sold here between those that are."""
    sold = cast.products(rng.randint(1, 3))
    items = [*sold, *(cast.stranger() for _ in range(rng.randint(2, 3)))]
    rng.shuffle(items)
    actors, end = _in_turn(rng, items, (0.2, 0.7), (1.2, 2.0), "alternate")
    return actors, _count(sold), end


def fast(rng: random.Random, cast: Casting) -> Script:
    items = cast.products(rng.randint(3, 5))
    actors, end = _in_turn(rng, items, (0.0, 0.2), (0.8, 1.0), "alternate", 0.35)
    return actors, _count(items), end


def standing(rng: random.Random, cast: Casting) -> Script:
    """Put on the counter side by side, equal ones among them, taken away together."""
    from .layers import half_height
    import numpy as np
    shapes = [item for item in PRODUCTS if item.shape in ("bottle", "can", "slim_can", "carton", "cup")]
    first, second = rng.sample(shapes, 2)
    items = rng.choice(([first, first], [first, second], [first, second, first]))
    places = (-0.11, 0.11) if len(items) == 2 else (-0.15, 0.0, 0.15)
    until = 0.8 + 2.4 * len(items) + 1.0
    actors = [stand(rng, item, 0.8 + 2.4 * index, places[index], -1 if places[index] < 0.05 else 1,
                    until + 0.4 * index, half_height(item, np.eye(3))) for index, item in enumerate(items)]
    return actors, _count(items), until + 0.4 * len(items) + 1.6


KINDS: dict[str, Callable[[random.Random, Casting], Script]] = {
    "plain": plain, "equal": equal, "both-hands": both_hands, "held-long": held_long, "hidden": hidden,
    "bait": bait, "fast": fast, "standing": standing}
