"""A random surrounding light as a small panorama, for the rasteriser.

Rows run from straight up to straight down, columns once round.
"""
from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np

HEIGHT, WIDTH = 32, 64
DIFFUSE_HEIGHT, DIFFUSE_WIDTH = 8, 16


def sample(image: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Bilinear look-up of many points; folded since OpenCV refuses long rows."""
    count, row = len(x), 1024
    rows = -(-count // row)
    folded = np.zeros((2, rows * row), np.float32)
    folded[0, :count], folded[1, :count] = x, y
    folded = folded.reshape(2, rows, row)
    values = cv2.remap(image, folded[0], folded[1], cv2.INTER_LINEAR,
                       borderMode=cv2.BORDER_REPLICATE)
    return values.reshape(rows * row, -1)[:count]


def random_panorama(rng: np.random.RandomState) -> np.ndarray:
    """Sky-to-floor gradient, some unevenness and one to five lamps. Linear light."""
    up = np.linspace(1, 0, HEIGHT)[:, None, None]
    above, below = rng.uniform(0.15, 0.8, 3), rng.uniform(0.05, 0.5, 3)
    above = above * 0.3 + above.mean() * 0.7
    below = below * 0.4 + below.mean() * 0.6
    panorama = (above * up + below * (1 - up)) * np.ones((HEIGHT, WIDTH, 1))
    uneven = cv2.resize(rng.rand(4, 8), (WIDTH, HEIGHT))[..., None]
    panorama += uneven * rng.uniform(0, 0.4)
    for _ in range(rng.randint(1, 6)):
        warmth = rng.rand()
        colour = np.array([1, 0.8 + 0.2 * warmth, 0.6 + 0.4 * warmth])
        if rng.rand() < 0.4:
            colour = np.array([0.55 + 0.45 * warmth, 0.78 + 0.2 * warmth, 1.0])
        top = rng.randint(0, int(HEIGHT * 0.65))
        columns = (rng.randint(WIDTH) + np.arange(rng.randint(2, 15))) % WIDTH
        panorama[top:top + rng.randint(1, 9), columns] = colour * rng.uniform(1.5, 9)
    return panorama.astype(np.float32)


def _directions(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    down = (np.arange(height) + 0.5) / height * math.pi
    around = ((np.arange(width) + 0.5) / width - 0.5) * math.tau
    down, around = np.meshgrid(down, around, indexing="ij")
    vectors = np.stack([np.sin(down) * np.cos(around), np.sin(down) * np.sin(around),
                        np.cos(down)], -1)
    return vectors.reshape(-1, 3), np.sin(down).reshape(-1)


@lru_cache(maxsize=1)
def _diffuse_kernel() -> np.ndarray:
    towards, area = _directions(HEIGHT, WIDTH)
    normals, _ = _directions(DIFFUSE_HEIGHT, DIFFUSE_WIDTH)
    kernel = np.clip(normals @ towards.T, 0, None) * area
    return (kernel / kernel.sum(1, keepdims=True)).astype(np.float32)


def diffuse(panorama: np.ndarray) -> np.ndarray:
    """Light arriving at a matt surface, as a smaller panorama over its normals."""
    values = _diffuse_kernel() @ panorama.reshape(-1, 3)
    return values.reshape(DIFFUSE_HEIGHT, DIFFUSE_WIDTH, 3)


def blurred(panorama: np.ndarray, sigma: float) -> np.ndarray:
    return cv2.GaussianBlur(panorama, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)


def look_up(panorama: np.ndarray, directions: np.ndarray) -> np.ndarray:
    height, width, _ = panorama.shape
    x = (np.arctan2(directions[:, 1], directions[:, 0]) / math.tau + 0.5) * width
    y = np.arccos(np.clip(directions[:, 2], -1, 1)) / math.pi * height - 0.5
    return sample(panorama, x, np.clip(y, 0, height - 1))
