"""Writes the people of samples/people: stills, clips of visits and attacks.

    python3 -m people.make OUT [CUTOUTS_HELD] [--only NAME,...]     (from the training folder)

Without held cut-outs the shopping clip is left out. Pictures that exist are skipped.
"""
from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import cv2
import numpy as np

from . import attacks, motion
from .goods import GOODS, with_goods
from .looks import PEOPLE
from .motion import FPS, Placed
from .person import Pose
from .scene import FRAME, STILL, picture, save

STILL_YAWS = (0, 0, -8, 8, -15, 15, -20, 20, 0, 5)
STILL_LIGHTS = ("front", "side", "front", "dim", "side", "front", "dim", "front", "dim", "side")


@dataclass(frozen=True)
class Clip:
    title: tuple[str, str]
    description: str
    seconds: int
    light: str
    wall: int
    place: Callable[[float], list[Placed]]
    extra: tuple[tuple[str, object], ...] = ()


def _visit(name: str, side: int, distance: float, light: str, wall: int) -> Clip:
    return Clip((f"{name} 來店", f"Visit of {name}"),
                f"{name} walks in from the image's {'right' if side > 0 else 'left'} "
                "and looks at the camera.", 4, light, wall, motion.visit(name, side, distance),
                (("people", [name]),))


def _turn(name: str, side: int, wall: int) -> Clip:
    own, image = ("left", "right") if side > 0 else ("right", "left")
    return Clip((f"{name} 向{'左' if side > 0 else '右'}轉頭", f"{name} turns {own}"),
                f"{name} looks ahead for 2 s, turns the head about 30 degrees to the own {own}, "
                "holds 0.6 s, comes back.", 6, "front", wall, motion.turn(name, side),
                (("people", [name]), ("turn", own), ("nose_moves", f"image-{image}")))


BASKET = [{"class_name": good.slug, "quantity": 1} for good in GOODS]

CLIPS: dict[str, Clip] = {
    "visit-p1": _visit("p1", -1, 0.68, "front", 12_012),
    "visit-p2": _visit("p2", 1, 0.64, "front", 12_002),
    "visit-p3": _visit("p3", 1, 0.70, "side", 12_003),
    "visit-p4": _visit("p4", -1, 0.66, "dim", 12_004),
    "turn-left-p1": _turn("p1", 1, 12_012),
    "turn-right-p1": _turn("p1", -1, 12_012),
    "turn-left-p2": _turn("p2", 1, 12_006),
    "bystander-p1-p5": Clip(("p1 與旁觀者 p5", "p1 with bystander p5"),
                            "p1 stands in front; p5 stands further back at the image's right.", 4,
                            "front", 12_014, motion.bystander,
                            (("people", ["p1", "p5"]), ("in_front", "p1"))),
    "pair-p1-p2": Clip(("p1 與 p2 並肩", "p1 and p2 side by side"),
                       "p1 (image left) and p2 (image right) stand side by side, equally near.", 4,
                       "front", 12_008, motion.pair, (("people", ["p1", "p2"]),)),
    "swap-p1-p2": Clip(
        ("p1 離開、p2 接著來", "p1 leaves, p2 follows"),
        "p1 stands for 4 s and leaves to the image's left within 1 s; p2 walks in and stays.", 10,
        "front", 12_016, motion.swap, (("people", ["p1", "p2"]),)),
}

# The demo clip lies beside the other shopping clips, not among the people.
DEMO = "face-sign-in"
CLIPS[DEMO] = Clip(("看鏡頭登入，買兩件", "Signed in by face, two items"),
                   "p1 stands at the back for 3 s, then shows two products one after the other.", 12,
                   "front", 12_010, motion.shop, (("people", ["p1"]), ("basket", BASKET)))


def _write(path: Path, make: Callable[[], np.ndarray], quality: int = FRAME) -> None:
    if not path.exists():
        save(path, make(), quality)


def _expect(folder: Path, title: tuple[str, str], description: str,
            extra: dict[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = {"zh": title[0], "en": title[1]}
    content = {"title": names, "description": description, "fps": FPS, **extra}
    (folder / "expected.json").write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def stills(out: Path, name: str) -> None:
    rng = np.random.RandomState(PEOPLE[name].seed)
    for k, (yaw, light) in enumerate(zip(STILL_YAWS, STILL_LIGHTS)):
        pitch, roll = rng.uniform(-4, 4), rng.uniform(-3, 3)
        pose = Pose(yaw, pitch, roll, rng.uniform(-0.05, 0.05), rng.uniform(-0.01, 0.03),
                    rng.uniform(0.66, 0.80))
        if k == 0:
            pose = Pose(0, 0, 0, 0, 0.01, 0.64)
        seed = PEOPLE[name].seed * 1000 + k
        wall_seed = 13_000 + int(name[1:]) * 20 + 2 * k
        _write(out / f"{k:03d}.jpg",
               lambda: picture([(name, pose)], light, wall_seed, seed, 2.0), STILL)


def clip(out: Path, name: str, cutouts: Path | None) -> None:
    script = CLIPS[name]
    if name == DEMO and not cutouts:
        return
    _expect(out / name, script.title, script.description, dict(script.extra))
    for frame in range(script.seconds * FPS):

        def make() -> np.ndarray:
            image = picture(script.place(frame / FPS), script.light, script.wall,
                            script.wall + frame)
            if name == DEMO and cutouts:
                image = with_goods(image, frame / FPS, cutouts)
            return image

        _write(out / name / "frames" / f"{frame:06d}.jpg", make)


ATTACK_WORDS = {
    "paper": ("紙上照片", "photo on paper"),
    "phone": ("手機上的照片", "photo on a phone"),
    "bent": ("彎曲的紙上照片", "bent paper photo"),
    "replay": ("手機播放影片", "video on a phone"),
}


def attack(out: Path, kind: str, name: str, stills_at: Path) -> None:
    folder = out / f"attack-{kind}-{name}"
    words = ATTACK_WORDS[kind]
    _expect(folder, (f"{name} 的{words[0]}", f"{name}: {words[1]}"),
            f"Nobody is there: a {words[1]} showing {name} is held up and moved.",
            {"attack": kind, "people": [name]})
    on_paper = kind in ("paper", "bent")
    size = attacks.PAPER if on_paper else attacks.PHONE

    def shown(frame: int) -> np.ndarray:
        source = stills_at / name / "000.jpg"
        if kind == "replay":  # from 1.2 s to 5 s of the turn
            source = out / f"turn-left-{name}" / "frames" / f"{frame + 6:06d}.jpg"
        photo = cv2.imread(str(source))[..., ::-1]
        part = attacks.cropped(photo, (320, 232), 400 if on_paper else 440, size[0] / size[1])
        return attacks.print_out(part) if on_paper else attacks.screen(part)

    seed = 40 + 10 * int(name[1:]) + list(attacks.DISTANCE).index(kind)
    for frame in range(4 * FPS):
        _write(folder / "frames" / f"{frame:06d}.jpg",
               lambda: attacks.attack_frame(kind, shown(frame), frame, seed, 14_000 + 2 * seed))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("cutouts", type=Path, nargs="?")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    jobs: dict[str, Callable[[], None]] = {}
    for name in PEOPLE:
        jobs[name] = lambda name=name: stills(options.out / "stills" / name, name)
    for name in CLIPS:
        folder = options.out.parent if name == DEMO else options.out / "clips"
        jobs[name] = lambda name=name, folder=folder: clip(folder, name, options.cutouts)
    for kind in attacks.DISTANCE:
        for name in ("p1", "p2"):
            jobs[f"attack-{kind}-{name}"] = lambda kind=kind, name=name: attack(
                options.out / "clips", kind, name, options.out / "stills")
    for name in options.only.split(",") if options.only else jobs:
        jobs[name]()


if __name__ == "__main__":
    main()
