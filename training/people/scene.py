"""Puts people before a wall: one picture of a camera with a little grain."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

import backgrounds

from .camera import HEIGHT, WIDTH
from .light import LIGHTS, develop
from .person import Pose, draw

STILL, FRAME = 84, 76  # JPEG quality
Placed = tuple[str, Pose]


@lru_cache(maxsize=4)
def wall(seed: int) -> np.ndarray:
    """A wall out of focus, linear light, RGB; shelves for odd seeds, else paint or stone."""
    rng = np.random.RandomState(seed)
    kinds = (backgrounds.plain, backgrounds.marble, backgrounds.plain, backgrounds.speckle)
    image = backgrounds.shelf(rng) if seed % 2 else kinds[seed // 2 % 4](rng)
    image = cv2.resize(np.clip(image, 0, 255).astype(np.float32), (WIDTH, HEIGHT))
    image = cv2.GaussianBlur(image, (0, 0), 7.0)[..., ::-1]
    grey = image.mean(2, keepdims=True)
    return (((grey + (image - grey) * 0.55) / 255) ** 2.2 * 0.75).astype(np.float32)


def over(picture: np.ndarray, layer: np.ndarray) -> np.ndarray:
    """A premultiplied RGBA layer laid over a picture."""
    return picture * (1 - layer[..., 3:]) + layer[..., :3]


def people_layers(placed: list[Placed], light: str, oversample: float) -> list[np.ndarray]:
    """Furthest first."""
    ordered = sorted(placed, key=lambda item: -item[1].distance)
    return [draw(name, pose, LIGHTS[light], oversample) for name, pose in ordered]


def finish(linear: np.ndarray, light: str, seed: int) -> np.ndarray:
    """A slightly soft lens, camera grain and grey levels; RGB uint8."""
    rng = np.random.RandomState(seed)
    grey = develop(cv2.GaussianBlur(linear, (0, 0), 0.75))
    grain = cv2.GaussianBlur(rng.randn(*grey.shape).astype(np.float32), (0, 0), 0.7)
    return np.clip(grey + grain * LIGHTS[light].grain * 1.8, 0, 255).astype(np.uint8)


def picture(placed: list[Placed], light: str, wall_seed: int, seed: int,
            oversample: float = 1.5) -> np.ndarray:
    image = wall(wall_seed) * LIGHTS[light].wall
    for layer in people_layers(placed, light, oversample):
        image = over(image, layer)
    return finish(image, light, seed)


def save(path: Path, image: np.ndarray, quality: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    options = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    cv2.imwrite(str(path), image[..., ::-1], options)
