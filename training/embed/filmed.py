"""Frames of a package before a camera, for measuring: made by other code than training's.

Packages come as cut-outs with alpha; a frame is a whole camera picture, of which the box is
cropped with the errors a detector makes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from learn.backgrounds import Backgrounds
from learn.camera import photograph
from learn.canvas import Canvas
from learn.images import HeldCutout
from learn.people import PeoplePainter
from learn.warps import log_uniform, posed_cutout

from .crop import crop_box

WIDTH, HEIGHT = 416, 320
LENGTHS = (45, 250)
"""Longer side of packages in the picture, pixels."""
BOX_ERROR, MOST_ERROR = 0.05, 0.15
"""Standard deviation and limit of each edge's error, of the longer side."""
HAND_SHARE, NEIGHBOUR_SHARE, PHOTO_SHARE = 0.45, 0.4, 0.3

CutoutOf = Callable[[int], np.ndarray]


@dataclass(frozen=True)
class Camera:
    """What all takes share: backgrounds, and cut-outs that may stand beside a package."""

    backgrounds: Backgrounds
    strangers: list[np.ndarray]


def loose_box(rng: np.random.Generator, box: np.ndarray) -> np.ndarray:
    """A box with every edge moved as a detector might."""
    longer = max(box[2] - box[0], box[3] - box[1])
    error = np.clip(rng.normal(0, BOX_ERROR, 4), -MOST_ERROR, MOST_ERROR) * longer
    return box + error


def _background(rng: np.random.Generator, camera: Camera) -> np.ndarray:
    if rng.random() < PHOTO_SHARE:
        return camera.backgrounds.photo(rng, WIDTH, HEIGHT)
    return camera.backgrounds.sample(rng, WIDTH, HEIGHT)


def take(rng: np.random.Generator, camera: Camera, cutout_of: CutoutOf, frames: int) -> list[np.ndarray]:
    """Crops of one package in `frames` frames of one take; `cutout_of` gives uint8 RGBA per frame.

    Background, hand, neighbour and roughly place, size and turn stay; noise, blur, exposure
    and the errors of the box are new in every frame.
    """
    background = _background(rng, camera)
    length = log_uniform(rng, *LENGTHS)
    middle = rng.uniform((0.25 * WIDTH, 0.25 * HEIGHT), (0.75 * WIDTH, 0.75 * HEIGHT))
    roll = rng.normal(0, 8) if rng.random() < 0.85 else rng.uniform(-180, 180)
    held, accompanied = rng.random() < HAND_SHARE, rng.random() < NEIGHBOUR_SHARE
    stranger = camera.strangers[rng.integers(len(camera.strangers))]
    away = rng.uniform(0.75, 1.2) * length * rng.choice((-1, 1))
    hand_seed = int(rng.integers(1 << 31))
    crops = []
    for number in range(frames):
        canvas = Canvas(background.copy())
        if accompanied:
            beside = posed_cutout(np.random.default_rng(hand_seed), stranger, length, 0)
            _put(canvas, beside, middle + (away, 0), None)
        layer = posed_cutout(rng, cutout_of(number), length * np.exp(rng.normal(0, 0.03)), roll + rng.normal(0, 3))
        drifted = middle + rng.normal(0, 0.04 * length, 2)
        _put(canvas, layer, drifted, 0)
        if held:
            painter = PeoplePainter(np.random.default_rng(hand_seed), WIDTH, HEIGHT)
            high, wide = layer.shape[:2]
            canvas.paste(painter.fingers(drifted[0] - wide / 2, drifted[1] - high / 2, wide, high), 0, 0)
        boxes = canvas.boxes()
        box = boxes[0, 1:] if len(boxes) else _whole(drifted, layer)
        crops.append(crop_box(photograph(rng, canvas.image), loose_box(rng, box)))
    return crops


def take_held(rng: np.random.Generator, camera: Camera, seen: HeldCutout, frames: int) -> list[np.ndarray]:
    """As `take`, of a cut-out that shows a hand too; the whole stays upright, place and size drift."""
    background = _background(rng, camera)
    longer = max(seen.box[2] - seen.box[0], seen.box[3] - seen.box[1])
    scale = min(log_uniform(rng, *LENGTHS) / longer, HEIGHT / seen.image.shape[0])
    middle = rng.uniform((0.35 * WIDTH, 0.35 * HEIGHT), (0.65 * WIDTH, 0.65 * HEIGHT))
    crops = []
    for _ in range(frames):
        side = max(24, round(seen.image.shape[0] * scale * np.exp(rng.normal(0, 0.03))))
        layer = cv2.resize(seen.image, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32)
        corner = np.round(middle + rng.normal(0, 0.03 * side, 2) - side / 2)
        canvas = Canvas(background.copy())
        canvas.paste(layer, int(corner[0]), int(corner[1]), 0)
        box = seen.box * (side / seen.image.shape[0]) + np.tile(corner, 2)
        crops.append(crop_box(photograph(rng, canvas.image), loose_box(rng, box)))
    return crops


def _put(canvas: Canvas, layer: np.ndarray, middle: np.ndarray, label: int | None) -> None:
    left, top = int(middle[0] - layer.shape[1] / 2), int(middle[1] - layer.shape[0] / 2)
    canvas.paste(layer, left, top, label)


def _whole(middle: np.ndarray, layer: np.ndarray) -> np.ndarray:
    half = np.array(layer.shape[1::-1]) / 2
    return np.concatenate([middle - half, middle + half])
