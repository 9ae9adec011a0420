"""Pictures of packages never trained on, as crops: some to learn from, some to be asked about.

    python3 -m embed.albums OUT.npz drawn --designs 100 --first-seed 4000000 --backgrounds B --photos P
    python3 -m embed.albums OUT.npz cycles --cutouts C --scenes S --backgrounds B --photos P
    python3 -m embed.albums OUT.npz cycles --cutouts C --held H --backgrounds B --photos P
    python3 -m embed.albums OUT.npz goods --photos P            (all from the training folder)

An album holds, per product, 16 pictures to enrol (drawn packages: the front first, then all
sides in turn) and takes of 5 frames to ask about. `alike` makes every second drawn package a
lookalike of the one before: same body, same colours, other art.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from art.random_designs import RandomDesign, lookalike, random_design
from learn.backgrounds import Backgrounds
from learn.images import read_held_cutouts, read_product_cutouts, read_rgb
from learn.photos import held_out_photos
from learn.scenes import read_scenes
from render.poses import Pose, held, random_pose, rotation
from render.rasterise import draw, linear_texture

from .crop import SIDE, crop_box
from .filmed import Camera, loose_box, take, take_held
from .goods import held_out_goods

ENROLLED, TAKES, FRAMES = 16, 6, 5
ENROLMENT_TURNS = (0, 120, -120, 60, 180, -60, 20, -30, 30, 90, -90, 150, -150, 0, -15, 180)
"""Degrees from the front of the pictures an owner is asked to take."""
WOBBLE = 0.1
"""Radians a package turns from frame to frame, standard deviation about each axis."""


@dataclass(frozen=True)
class Album:
    """enrolled: uint8 [P, ENROLLED, SIDE, SIDE, 3]. asked: uint8 [Q, FRAMES, SIDE, SIDE, 3].
    product: int64 [Q], which product a take shows."""

    enrolled: np.ndarray
    asked: np.ndarray
    product: np.ndarray


def save_album(path: Path, enrolled: list, asked: list, product: list[int]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, enrolled=np.array(enrolled, np.uint8), asked=np.array(asked, np.uint8),
             product=np.array(product, np.int64))


def load_album(path: Path) -> Album:
    with np.load(path) as stored:
        return Album(stored["enrolled"], stored["asked"], stored["product"])


def _visible(picture: np.ndarray) -> np.ndarray:
    """A cut-out without its empty margins."""
    x, y, width, height = cv2.boundingRect((picture[..., 3] > 8).astype(np.uint8))
    return picture[y : y + height, x : x + width]


def _turned(pose: Pose, rng: np.random.Generator) -> Pose:
    x, y, z = rng.normal(0, WOBBLE, 3)
    wobble = rotation("x", x) @ rotation("y", y) @ rotation("z", z)
    return replace(pose, rotation=wobble @ pose.rotation)


def designs(first_seed: int, count: int, alike: bool) -> list[RandomDesign]:
    """Packages by seed; with `alike` in pairs of the same body and colours."""
    found = []
    for number in range(count):
        design = random_design(first_seed + number)
        if alike and number % 2:
            model = found[-1]
            design = lookalike(first_seed + number, model.package,
                               (model.ground[0], model.ink, *model.accents))
        found.append(design)
    return found


def drawn(options: argparse.Namespace, camera: Camera) -> tuple[list, list, list[int]]:
    """Random designs by the project's rasteriser."""
    enrolled, asked, product = [], [], []
    began = time.time()
    for number, design in enumerate(designs(options.first_seed, options.designs, options.alike)):
        rng = np.random.default_rng([options.first_seed, number])
        poses = random.Random(options.first_seed + number)
        texture, shape = linear_texture(design.texture()), design.package.shape

        def picture(pose: Pose, light: int) -> np.ndarray:
            return _visible(draw(design.package, texture, pose, np.random.RandomState(light), 192, 1.2))

        shots = []
        for turn in ENROLMENT_TURNS:
            pose = held(shape, poses)
            pose = replace(pose, rotation=pose.rotation @ rotation("z", np.radians(turn)))
            light = int(rng.integers(1 << 31))
            shots += take(rng, camera, lambda frame: picture(pose, light), 1)
        enrolled.append(shots)
        for _ in range(TAKES):
            base, light = random_pose(shape, poses), int(rng.integers(1 << 31))
            asked.append(take(rng, camera, lambda frame: picture(_turned(base, rng), light), FRAMES))
            product.append(number)
        if number % 10 == 9:
            print(f"{number + 1} designs, {time.time() - began:.0f} s", flush=True)
    return enrolled, asked, product


def cycles(options: argparse.Namespace, camera: Camera) -> tuple[list, list, list[int]]:
    """The ten products by the other renderer: cut-outs enrol; full scenes, or cut-outs in a
    gripping hand before backgrounds, ask.

    The frames of a take are five croppings of one picture, so they help less than a film's.
    """
    rng = np.random.default_rng(8)
    enrolled = []
    for views in read_product_cutouts([options.cutouts]):
        chosen = rng.choice(len(views), ENROLLED, replace=False)
        enrolled.append([take(rng, camera, lambda frame: views[view], 1)[0] for view in chosen])
    asked, product = [], []
    if options.held:
        for seen in read_held_cutouts(options.held):
            asked.append(take_held(rng, camera, seen, FRAMES))
            product.append(seen.label)
        return enrolled, asked, product
    for image, boxes in zip(*read_scenes(options.scenes)):
        for label, *box in boxes:
            if max(box[2] - box[0], box[3] - box[1]) >= options.shortest:
                asked.append([crop_box(image, loose_box(rng, np.array(box))) for _ in range(FRAMES)])
                product.append(int(label))
    return enrolled, asked, product


def _whole_or_part(rng: np.random.Generator, photo: np.ndarray, part: float) -> np.ndarray:
    """The middle of a photo, moved a little; the data set has no boxes."""
    height, width = photo.shape[:2]
    side = int(min(height, width) * part)
    free = np.array([width - side, height - side])
    left, top = (free * np.clip(rng.normal(0.5, 0.15, 2), 0, 1)).astype(int)
    cropped = photo[top : top + side, left : left + side]
    return cv2.resize(cropped, (SIDE, SIDE), interpolation=cv2.INTER_AREA)


def goods(options: argparse.Namespace) -> tuple[list, list, list[int]]:
    """Real photographs: the first frame is the whole middle, the others parts of it."""
    rng = np.random.default_rng(9)
    enrolled, asked, product = [], [], []
    chosen = [paths for paths in held_out_goods(options.photos) if not options.only or options.only in paths[0].parts]
    for number, paths in enumerate(chosen):
        photos = [read_rgb(paths[index]) for index in rng.permutation(len(paths))]
        count = min(ENROLLED, len(photos) - 6)
        shots = [_whole_or_part(rng, photo, 1.0) for photo in photos[:count]]
        shots += shots[: ENROLLED - count]  # three classes have fewer photos
        enrolled.append(shots)
        for photo in photos[count:]:
            asked.append([_whole_or_part(rng, photo, part) for part in (1.0, 0.95, 0.9, 0.85, 0.8)])
            product.append(number)
    return enrolled, asked, product


def main() -> None:
    """Make one album."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("kind", choices=("drawn", "cycles", "goods"))
    parser.add_argument("--photos", type=Path, required=True, help="the grocery data set")
    parser.add_argument("--backgrounds", type=Path, help="textures training has not seen")
    parser.add_argument("--designs", type=int, default=100)
    parser.add_argument("--first-seed", type=int, default=4_000_000)
    parser.add_argument("--alike", action="store_true")
    parser.add_argument("--only", help="goods below this folder only: Fruit, Packages or Vegetables")
    parser.add_argument("--cutouts", type=Path)
    parser.add_argument("--scenes", type=Path)
    parser.add_argument("--held", type=Path, help="held cut-outs to ask about instead of scenes")
    parser.add_argument("--shortest", type=float, default=28, help="longer side of a box in a scene")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    if options.kind == "goods":
        save_album(options.out, *goods(options))
        return
    strangers = []
    for seed in range(30):
        design = random_design(4_900_000 + seed)
        pose = random_pose(design.package.shape, random.Random(seed))
        picture = draw(design.package, linear_texture(design.texture()), pose, np.random.RandomState(seed), 192, 1.2)
        strangers.append(_visible(picture))
    camera = Camera(Backgrounds(options.backgrounds, held_out_photos(options.photos)), strangers)
    save_album(options.out, *(drawn if options.kind == "drawn" else cycles)(options, camera))


if __name__ == "__main__":
    main()
