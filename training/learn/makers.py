"""What fills the pools: single packages, packages in hands, arms in the way, backgrounds."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from catalogue import PRODUCTS, Package
from render import poses, sheet
from render.grip import Grip, grip_of
from render.hand_mesh import hand_triangles
from render.rasterise import (
    draw,
    draw_bare_hand,
    draw_held,
    draw_held_mesh,
    draw_mesh,
    linear_pixels,
    triangulate,
)

from .backgrounds import Backgrounds
from .classes import PACKAGE, PRODUCT_COUNT, class_index
from .clutter import clutter
from .images import read_rgb, read_rgba
from .people import PeoplePainter
from .pool import OPAQUE, atlas, centred, notes_of

THING_SIDE, HELD_SIDE = 256, 384
OVERLAY_HEIGHT, OVERLAY_WIDTH = 288, 384
BACKGROUND_HEIGHT, BACKGROUND_WIDTH = 384, 512
TURNS = 16
"""Slot s shows product s % TURNS, or from PRODUCT_COUNT on a foreign package."""
BARE_HAND = TURNS - 1
"""The turn in the pool of held packages that shows a hand with nothing in it."""
PAPER_SHARE = 0.1
DRAWN_HAND_SHARE = 0.3
"""Part of the held packages that are pasted between a flat arm and flat fingers."""
CLUTTER_SHARE = 0.35
PHOTO_SHARE = 0.35
SHOPPER_SHARE = 0.25
LENGTHS = {
    "bottle": 0.225,
    "can": 0.122,
    "slim_can": 0.134,
    "carton": 0.223,
    "bag": 0.21,
    "cup": 0.107,
    "box": 0.185,
    "rice_ball": 0.1,
    "paper": 0.12,
}
"""Longer sides in metres, as in render/shapes.py."""
USUAL_LENGTH = 0.15


@dataclass
class Materials:
    """Pictures read once, before the workers start (see pack.py)."""

    labels: list[np.ndarray]
    fronts: list[np.ndarray]
    designs: list[tuple[Package, bool, np.ndarray]]
    backgrounds: Backgrounds


def read_materials(folder: Path) -> Materials:
    """Read what pack.py wrote."""
    lines = json.loads((folder / "designs" / "designs.json").read_text())
    alike = [line.pop("alike") for line in lines.values()]
    packages = [Package(**line) for line in lines.values()]
    labels = folder / "labels"
    with ThreadPoolExecutor() as threads:
        arts = threads.map(read_rgb, [folder / "designs" / f"{name}.webp" for name in lines])
        designs = list(zip(packages, alike, arts))
    return Materials(
        [read_rgb(labels / f"{product.slug}.webp") for product in PRODUCTS],
        [read_rgb(labels / f"{product.slug}-front.webp") for product in PRODUCTS],
        designs,
        Backgrounds(folder / "backgrounds", sorted((folder / "photos").glob("*.webp"))),
    )


def relative_length(shape: str) -> float:
    return LENGTHS[shape] / USUAL_LENGTH


class Maker:
    """Draws one picture after another; each worker has its own."""

    def __init__(self, materials: Materials, seed: int) -> None:
        self.materials = materials
        self.rng = np.random.default_rng(seed)
        self.dice, self.noise = random.Random(seed), np.random.RandomState(seed)
        self._linear_label = lru_cache(maxsize=None)(
            lambda index: linear_pixels(materials.labels[index])
        )

    def thing(self, turn: int) -> tuple[np.ndarray, np.ndarray]:
        """A package by itself, as a slot of the pool of things."""
        image, label, shape = self._cutout(turn)
        return finished_thing(image, label, relative_length(shape))

    def held(self, turn: int) -> tuple[np.ndarray, np.ndarray]:
        """A package in a hand, as a slot of the pool of held ones."""
        if turn == BARE_HAND:
            image = self._bare_hand()
            nothing = np.zeros(image.shape[:2], np.uint8)
            return atlas(image, nothing), notes_of(nothing, -1, 1.0)
        if self.dice.random() < DRAWN_HAND_SHARE:
            image, share, label, shape = self._between_flat_hands(turn)
        elif turn < PRODUCT_COUNT and self.dice.random() < PAPER_SHARE:
            image, share, label, shape = *self._held_paper(turn), turn, "paper"
        else:
            package, texture, label = self._package(turn, on_label=True)
            hand, surfaces = self._hand(grip_of(package))
            pose = poses.held(package.shape, self.dice)
            image, share = draw_held(
                package, texture, pose, hand, surfaces, self.noise, HELD_SIDE, 1.12
            )
            shape = package.shape
        return atlas(image, share), notes_of(share, label, relative_length(shape))

    def overlay(self) -> np.ndarray:
        """An empty hand or a blob that may cover anything, uint8 RGBA premultiplied [4, h, w]."""
        people = PeoplePainter(self.rng, OVERLAY_WIDTH, OVERLAY_HEIGHT)
        if self.rng.random() < 0.7:
            layer = people.open_hand()
        else:
            layer = self._blob()
        layer[..., :3] *= layer[..., 3:] / 255
        return np.ascontiguousarray(np.clip(layer, 0, 255).astype(np.uint8).transpose(2, 0, 1))

    def background(self) -> tuple[np.ndarray, np.ndarray]:
        """uint8 RGB [3, h, w] and notes [1]: 1 where a photo may show foreign packages."""
        rng, backgrounds = self.rng, self.materials.backgrounds
        size = BACKGROUND_WIDTH, BACKGROUND_HEIGHT
        packages = False
        if rng.random() < PHOTO_SHARE:
            path = backgrounds.choose_photo(rng)
            image, packages = backgrounds.photo(rng, *size, path), path.name.startswith("packages")
            if rng.random() < 0.3:  # other colours than the three hundred have
                image = image[..., rng.permutation(3)].copy()
        else:
            image = backgrounds.sample(rng, *size)
            while rng.random() < CLUTTER_SHARE:
                image = clutter(rng, image)
        if rng.random() < SHOPPER_SHARE:
            layer = PeoplePainter(rng, *size).shopper()
            image += (layer[..., :3] - image) * (layer[..., 3:] / 255)
        pixels = np.clip(image, 0, 255).astype(np.uint8).transpose(2, 0, 1)
        return np.ascontiguousarray(pixels), np.float32([packages])

    def _cutout(self, turn: int) -> tuple[np.ndarray, int, str]:
        if turn < PRODUCT_COUNT and self.dice.random() < PAPER_SHARE:
            paper = self._paper(turn)
            mesh = sheet.bent_sheet(paper.shape[1] / paper.shape[0], self.dice)
            image = draw_mesh(
                triangulate(mesh, False),
                mesh.surfaces,
                linear_pixels(paper),
                poses.paper(self.dice),
                self.noise,
                oversample=1.25,
            )
            return image, turn, "paper"
        package, texture, label = self._package(turn, on_label=False)
        pose = poses.random_pose(package.shape, self.dice)
        image = draw(package, texture, pose, self.noise, oversample=1.25)
        if label == PACKAGE and not package.name.startswith("="):
            image[..., :3] = recoloured(self.rng, image[..., :3])
        return image, label, package.shape

    def _package(self, turn: int, on_label: bool) -> tuple[Package, np.ndarray, int]:
        """Package, its label in linear light, class. Foreign labels are recoloured if asked."""
        if turn < PRODUCT_COUNT:
            return PRODUCTS[turn], self._linear_label(turn), turn
        package, alike, art = self.materials.designs[
            self.rng.integers(len(self.materials.designs))
        ]
        if self.rng.random() < 0.5:
            art = art[:, ::-1]
        if on_label and not alike:
            art = recoloured(self.rng, np.ascontiguousarray(art))
        if alike:  # the mark that _cutout leaves the colours alone
            package = _marked(package)
        return package, linear_pixels(np.ascontiguousarray(art)), PACKAGE

    def _paper(self, turn: int) -> np.ndarray:
        """A product's front as a desk printer prints it, uint8 RGB."""
        front = self.materials.fronts[turn].astype(np.float32)
        edge = int(self.rng.uniform(0, 0.04) * front.shape[1])
        front = cv2.copyMakeBorder(
            front, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(255, 255, 255)
        )
        pale = self.rng.uniform(0, 0.18)
        return (front * (1 - pale) + 255 * pale).astype(np.uint8)

    def _held_paper(self, turn: int) -> tuple[np.ndarray, np.ndarray]:
        paper = self._paper(turn)
        aspect = paper.shape[1] / paper.shape[0]
        mesh = sheet.bent_sheet(aspect, self.dice)
        hand, surfaces = self._hand(sheet_grip(aspect * sheet.HEIGHT))
        pose = poses.held("paper", self.dice)
        return draw_held_mesh(
            mesh, linear_pixels(paper), pose, hand, surfaces, self.noise, HELD_SIDE, 1.12
        )

    def _hand(self, grip: Grip):
        side = self.dice.choice((-1, 1))
        direction = (
            side * self.dice.uniform(0.4, 1),
            self.dice.uniform(0.2, 0.9),
            self.dice.uniform(-0.7, 0.2),
        )
        return hand_triangles(grip, side, direction, self.dice)

    def _bare_hand(self) -> np.ndarray:
        """A hand closed round nothing."""
        product = PRODUCTS[self.dice.randrange(PRODUCT_COUNT)]
        hand, surfaces = self._hand(grip_of(product))
        pose = poses.held(product.shape, self.dice)
        return draw_bare_hand(product, pose, hand, surfaces, self.noise, HELD_SIDE, 1.12)

    def _between_flat_hands(self, turn: int) -> tuple[np.ndarray, np.ndarray, int, str]:
        """A cut-out before a drawn arm and behind drawn fingers."""
        cutout, label, shape = self._cutout(turn)
        tight = crop_visible(cutout)
        length = int(HELD_SIDE * 0.6)
        scale = length / max(tight.shape[:2])
        tight = cv2.resize(tight, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
        thing = centred(tight, HELD_SIDE).astype(np.float32)
        height, width = tight.shape[:2]
        left, top = (HELD_SIDE - width) / 2, (HELD_SIDE - height) / 2
        people = PeoplePainter(self.rng, HELD_SIDE, HELD_SIDE)
        grip = (
            left + self.rng.uniform(0.2, 0.8) * width,
            top + self.rng.uniform(0.4, 0.95) * height,
        )
        image = people.arm(grip, self.rng.uniform(0.25, 0.5) * min(width, 0.7 * height))
        over(image, thing)
        share = thing[..., 3].copy()
        if self.rng.random() < 0.85:
            fingers = people.fingers(left, top, width, height)
            share *= 1 - fingers[..., 3] / 255
            over(image, fingers)
        return np.clip(image, 0, 255).astype(np.uint8), share.astype(np.uint8), label, shape

    def _blob(self) -> np.ndarray:
        """An ellipse of a plain colour or of a piece of background, float32 RGBA."""
        rng = self.rng
        mask = np.zeros((OVERLAY_HEIGHT, OVERLAY_WIDTH), np.uint8)
        for _ in range(int(rng.integers(1, 4))):
            centre = int(rng.integers(OVERLAY_WIDTH)), int(rng.integers(OVERLAY_HEIGHT))
            axes = int(rng.integers(6, 50)), int(rng.integers(6, 50))
            cv2.ellipse(mask, centre, axes, float(rng.uniform(0, 180)), 0, 360, 255, -1)
        layer = np.empty((*mask.shape, 4), np.float32)
        if rng.random() < 0.5:
            layer[..., :3] = rng.uniform(10, 245, 3)
        else:
            layer[..., :3] = self.materials.backgrounds.patch(
                rng, OVERLAY_WIDTH, OVERLAY_HEIGHT
            )
        layer[..., 3] = cv2.GaussianBlur(mask, (3, 3), 0)
        return layer


@lru_cache(maxsize=None)
def _marked(package: Package) -> Package:
    return replace(package, name="=" + package.name)


def sheet_grip(width: float) -> Grip:
    """Fingers behind one edge of a paper `width` metres wide, the thumb before it."""
    return Grip(
        0.004, 0.04, sheet.HEIGHT / 2, exponent=4, pinch=True, edge=0.45 * width, thumb=0.35 * width
    )


def recoloured(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Hue, strength and perhaps order of the colours of a uint8 RGB picture changed."""
    if rng.random() < 0.25:
        return image
    if rng.random() < 0.3:
        image = image[..., rng.permutation(3)]
    hsv = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2HSV)
    hsv[..., 0] = (hsv[..., 0].astype(np.int16) + int(rng.integers(180))) % 180
    strength = np.float32(rng.uniform(0.5, 1.3))
    hsv[..., 1] = np.clip(hsv[..., 1] * strength, 0, 255).astype(np.uint8)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)


def crop_visible(image: np.ndarray) -> np.ndarray:
    rows = np.flatnonzero((image[..., 3] > OPAQUE).any(1))
    columns = np.flatnonzero((image[..., 3] > OPAQUE).any(0))
    if not len(rows):
        return image
    return image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def over(below: np.ndarray, above: np.ndarray) -> None:
    """Composite a straight RGBA layer (float32, 0..255) over another, in place."""
    alpha = above[..., 3:] / 255
    rest = below[..., 3:] / 255 * (1 - alpha)
    total = np.maximum(alpha + rest, 1e-6)
    below[..., :3] = (above[..., :3] * alpha + below[..., :3] * rest) / total
    below[..., 3:] = 255 * (alpha + rest)


def finished_thing(image: np.ndarray, label: int, tall: float) -> tuple[np.ndarray, np.ndarray]:
    square = centred(crop_visible(image), THING_SIDE - 4)
    square = cv2.copyMakeBorder(square, 2, 2, 2, 2, cv2.BORDER_CONSTANT)
    return atlas(square), notes_of(square[..., 3], label, tall)


def read_thing(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """A slot from a cut-out `{class}_{seed}_{view}.webp`."""
    label = file_class(path)
    return finished_thing(read_rgba(path), label, relative_length(PRODUCTS[label].shape))


def read_held(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """A slot from a cut-out with a hand, whose .txt tells the product's box."""
    x1, y1, x2, y2 = (int(word) for word in path.with_suffix(".txt").read_text().split())
    image, label = read_rgba(path), file_class(path)
    share = np.zeros(image.shape[:2], np.uint8)
    share[y1:y2, x1:x2] = image[y1:y2, x1:x2, 3]
    return atlas(image, share), notes_of(share, label, relative_length(PRODUCTS[label].shape))


def file_class(path: Path) -> int:
    return class_index(path.name.split("_")[0])
