"""Counter tops and walls behind the counter, drawn from noise.

    python3 backgrounds.py OUT COUNT FIRST_SEED

Writes `table_*.png` (512 x 512) and `wall_*.png` (768 x 512 or 512 x 512). Shelf walls
show random packages only, never one of the ten products. Use different seeds
for training (0) and for testing (5000).
"""
from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np

from art.random_designs import random_design

SIDE = 512
WALL_WIDTH = 768
DESIGN_SEED = 70_000  # designs standing on shelves
DESIGNS_PER_WALL = 24

Random = np.random.RandomState


def cloud(rng: Random, octaves: int = 5, base: int = 4) -> np.ndarray:
    """Smooth noise in 0..1, SIDE x SIDE."""
    total, weight = np.zeros((SIDE, SIDE), np.float32), 1.0
    for k in range(octaves):
        cells = base * 2 ** k
        total += weight * cv2.resize(rng.rand(cells, cells).astype(np.float32), (SIDE, SIDE),
                                     interpolation=cv2.INTER_CUBIC)
        weight *= 0.55
    total -= total.min()
    return total / total.max()


def colour(rng: Random, low: float = 40, high: float = 235, spread: float = 60) -> np.ndarray:
    """A random BGR colour in 5..250."""
    grey = rng.uniform(low, high)
    return np.clip(grey + rng.uniform(-spread, spread, 3), 5, 250).astype(np.float32)


def wood(rng: Random) -> np.ndarray:
    across = np.linspace(0, 1, SIDE)[None] * rng.uniform(4, 14)
    down = np.linspace(0, 1, SIDE)[:, None]
    bend = cloud(rng, 4, 3) * rng.uniform(0.6, 2.5)
    rings = (np.sin((across + bend + down * 0.3) * 2 * np.pi) * 0.5 + 0.5) * 0.6
    grain = cv2.resize(rng.rand(4, SIDE).astype(np.float32), (SIDE, SIDE))
    tone = (rings + cloud(rng, 6, 8) * 0.4) * 0.7 + grain * 0.3
    base = np.array([rng.uniform(40, 130), rng.uniform(80, 170), rng.uniform(130, 220)])
    return base * (0.6 + 0.5 * tone[..., None])


def speckle(rng: Random) -> np.ndarray:
    image = np.ones((SIDE, SIDE, 3), np.float32) * colour(rng, 60, 235, 20)
    grains = (rng.rand(SIDE, SIDE) < rng.uniform(0.01, 0.2)).astype(np.uint8)
    grains = cv2.dilate(grains, np.ones((rng.randint(1, 4),) * 2, np.uint8))
    image[grains > 0] = colour(rng, 20, 240, 30)
    return image + cloud(rng)[..., None] * rng.uniform(0, 40) - 10


def marble(rng: Random) -> np.ndarray:
    phase = np.linspace(0, 4, SIDE)[None] + cloud(rng, 6, 3) * 5
    veins = np.exp(-np.abs(np.sin(phase * 2)) * rng.uniform(4, 14))[..., None]
    stone, vein = colour(rng, 150, 245, 15), colour(rng, 40, 160, 25)
    return stone * (1 - veins * 0.7) + vein * veins * 0.7 + (cloud(rng, 5, 6)[..., None] - 0.5) * 20


def cloth(rng: Random) -> np.ndarray:
    count = rng.randint(3, 14)
    image = np.ones((SIDE, SIDE, 3), np.float32) * colour(rng)
    on = (np.arange(SIDE) * count // SIDE) % 2 == 0
    image[:, on] = image[:, on] * 0.5 + colour(rng) * 0.5
    image[on] = image[on] * 0.5 + colour(rng) * 0.5
    return image + rng.randn(SIDE, SIDE, 1) * rng.uniform(0, 8)


def plain(rng: Random) -> np.ndarray:
    first, second = colour(rng, 20, 245, 40), colour(rng, 20, 245, 40)
    blend = np.linspace(0, 1, SIDE)[None, :, None] * rng.rand()
    blend = (blend + np.linspace(0, 1, SIDE)[:, None, None] * rng.rand()) * 0.6
    return first * (1 - blend) + second * blend + (cloud(rng)[..., None] - 0.5) * rng.uniform(0, 50)


def clutter(rng: Random) -> np.ndarray:
    """Boxes, ellipses, lines and polygons without a meaning."""
    image = np.ascontiguousarray(plain(rng), np.float32)
    for _ in range(rng.randint(5, 40)):
        ink = tuple(float(v) for v in colour(rng, 10, 245, 90))
        x, y, reach = rng.randint(SIDE), rng.randint(SIDE), rng.randint(8, 140)
        kind = rng.randint(4)
        if kind == 0:
            cv2.rectangle(image, (x, y), (x + reach, y + rng.randint(5, 160)), ink, -1)
        elif kind == 1:
            cv2.ellipse(image, (x, y), (reach, rng.randint(5, 120)), rng.randint(180), 0, 360,
                        ink, -1)
        elif kind == 2:
            cv2.line(image, (x, y), (rng.randint(SIDE), rng.randint(SIDE)), ink, rng.randint(1, 14))
        else:
            corners = rng.randint(0, SIDE, (rng.randint(3, 6), 2)).astype(np.int32)
            cv2.fillPoly(image, [corners], ink)
    blur = int(rng.choice([1, 1, 3, 7, 15]))
    return cv2.GaussianBlur(image, (blur, blur), 0)


def _labels(rng: Random) -> list[np.ndarray]:
    """Front pictures of random designs, BGR."""
    fronts = []
    for _ in range(DESIGNS_PER_WALL):
        design = random_design(DESIGN_SEED + int(rng.randint(1_000_000)), "box")
        picture = np.asarray(design.texture(0.3))
        fronts.append(picture[:, :picture.shape[1] // 2, ::-1].astype(np.float32))
    return fronts


def shelf(rng: Random) -> np.ndarray:
    """A wall of shelves full of random packages, a little out of focus."""
    image = np.ones((SIDE, WALL_WIDTH, 3), np.float32) * colour(rng, 120, 240, 15)
    fronts = _labels(rng)
    rows = rng.randint(2, 5)
    tall = SIDE // rows
    for row in range(rows):
        floor, x = row * tall + tall - 12, rng.randint(20)
        while x < WALL_WIDTH - 10:
            front = fronts[rng.randint(len(fronts))]
            height = int(tall * rng.uniform(0.55, 0.85))
            width = int(np.clip(height * rng.uniform(0.32, 0.85), 12, 140))
            picture = cv2.resize(front, (width, height), interpolation=cv2.INTER_AREA)
            if rng.rand() < 0.6:  # round packages darken towards their edges
                picture = picture * (np.sin(np.linspace(0.3, 2.84, width))[None, :, None] * 0.7
                                     + 0.35)
            for _ in range(rng.randint(1, 4)):
                right = min(WALL_WIDTH, x + width)
                if right <= x:
                    break
                image[floor - height:floor, x:right] = picture[:, :right - x]
                x += width + rng.randint(0, 6)
            x += rng.randint(0, 8) if rng.rand() < 0.85 else rng.randint(20, 70)
        board = tuple(float(v) for v in colour(rng, 90, 240, 15))
        cv2.rectangle(image, (0, floor), (WALL_WIDTH, floor + 12), board, -1)
        image[row * tall:(row + 1) * tall] *= rng.uniform(0.6, 1.05)
    blur = int(rng.choice([3, 5, 9]))
    return cv2.GaussianBlur(image, (blur, blur), 0)


TABLES = (wood, speckle, marble, cloth, plain)


def main() -> None:
    out, count, first = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        rng = Random(number)
        table = TABLES[rng.randint(len(TABLES))](rng)
        others = (*TABLES, clutter)
        wall = shelf(rng) if rng.rand() < 0.6 else others[rng.randint(len(others))](rng)
        for name, image in (("table", table), ("wall", wall)):
            cv2.imwrite(str(out / f"{name}_{number:04d}.png"),
                        np.clip(image, 0, 255).astype(np.uint8))
    (out / "DONE").touch()


if __name__ == "__main__":
    main()
