"""Square classification crops: one package on a random background."""

from __future__ import annotations

import cv2
import numpy as np

from .backgrounds import Backgrounds
from .images import LETTERBOX_GREY, letterbox


def package_crop(
    rng: np.random.Generator, cutout: np.ndarray, backgrounds: Backgrounds, size: int
) -> np.ndarray:
    """Cut-out (uint8 RGBA) as a detector would crop it: uint8 RGB [size, size, 3].

    A loose frame of background, sometimes cut off at the sides, partly covered,
    of low resolution or turned; the aspect ratio is kept, as it tells shapes.
    """
    image = _on_background(rng, cutout, backgrounds)
    if rng.random() < 0.35:
        image = _cut_off(rng, image)
    if rng.random() < 0.35:
        _cover(rng, image)
    if rng.random() < 0.35:
        image = _coarsen(image, rng.uniform(0.25, 0.8))
    square = letterbox(np.clip(image, 0, 255).astype(np.uint8), size, size)[0].astype(np.float32)
    if rng.random() < 0.2:
        turn = cv2.getRotationMatrix2D((size / 2, size / 2), rng.uniform(-180, 180), 1)
        square = cv2.warpAffine(square, turn, (size, size), borderValue=(LETTERBOX_GREY,) * 3)
    square *= (np.exp(rng.normal(0, 0.22)) * (1 + rng.normal(0, 0.05, 3))).astype(np.float32)
    if rng.random() < 0.5:
        square = (square - 110) * rng.uniform(0.7, 1.25) + 110
    if rng.random() < 0.4:
        square += rng.standard_normal(square.shape, dtype=np.float32) * rng.uniform(1, 8)
    return np.clip(square, 0, 255).astype(np.uint8)


def _on_background(
    rng: np.random.Generator, cutout: np.ndarray, backgrounds: Backgrounds
) -> np.ndarray:
    height, width = cutout.shape[:2]
    frame_width = int(width * rng.uniform(1.0, 1.25)) + 2
    frame_height = int(height * rng.uniform(1.0, 1.25)) + 2
    image = backgrounds.patch(rng, frame_width, frame_height).astype(np.float32)
    image *= rng.uniform(0.5, 1.1)
    x = rng.integers(frame_width - width + 1)
    y = rng.integers(frame_height - height + 1)
    region = image[y : y + height, x : x + width]
    region += (cutout[..., :3] - region) * (cutout[..., 3:] / np.float32(255))
    return image


def _cut_off(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Lose up to 35 % at one random side, as at the edge of the picture."""
    lost, side = rng.uniform(0, 0.35), rng.integers(4)
    rows, columns = int(lost * image.shape[0]), int(lost * image.shape[1])
    if side == 0:
        return image[rows:].copy()
    if side == 1:
        return image[: image.shape[0] - rows].copy()
    return (image[:, columns:] if side == 2 else image[:, : image.shape[1] - columns]).copy()


def _cover(rng: np.random.Generator, image: np.ndarray) -> None:
    """Hide a random ellipse of up to half the width."""
    height, width = image.shape[:2]
    centre = int(rng.integers(width)), int(rng.integers(height))
    axes = int(rng.integers(4, max(5, width // 4))), int(rng.integers(4, max(5, height // 4)))
    colour = tuple(float(value) for value in rng.uniform(20, 240, 3))
    cv2.ellipse(image, centre, axes, float(rng.uniform(0, 180)), 0, 360, colour, -1)


def _coarsen(image: np.ndarray, share: float) -> np.ndarray:
    """Shrink to a share of the resolution and enlarge again."""
    height, width = image.shape[:2]
    small = max(10, int(width * share)), max(10, int(height * share))
    coarse = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
