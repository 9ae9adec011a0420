"""Piles of things that are no packages: fruit-like balls, pods, leaves, plain boxes.

The detector must leave round red things and bright heaps alone; without such
pictures it takes them for the art of a package.
"""

from __future__ import annotations

import cv2
import numpy as np

KINDS = ("balls", "pods", "leaves", "boxes")


def clutter(rng: np.random.Generator, background: np.ndarray) -> np.ndarray:
    """Pile 10 to 120 things of one kind upon a float32 RGB picture, in place.

    They fill the picture or a part of it, the later ones over the earlier.
    """
    height, width = background.shape[:2]
    kind = KINDS[rng.integers(len(KINDS))]
    size = float(np.exp(rng.uniform(np.log(0.05), np.log(0.35)))) * height
    stamps = [_stamp(rng, kind, size) for _ in range(4)]
    left, right = np.sort(rng.uniform(-0.2, 1.2, 2)) * width
    top, bottom = np.sort(rng.uniform(-0.2, 1.2, 2)) * height
    if rng.random() < 0.4:
        left, right, top, bottom = 0, width, 0, height
    area = max(1.0, (right - left) * (bottom - top))
    count = int(np.clip(1.6 * area / size**2, 1, 120))
    for y in np.sort(rng.uniform(top, bottom, count)):
        _paste(rng, background, stamps[rng.integers(4)], rng.uniform(left, right), y)
    return background


def _stamp(rng: np.random.Generator, kind: str, size: float) -> np.ndarray:
    """One shaded thing, float32 RGBA [s, s, 4], lit from a random direction."""
    side = int(size * 1.4) + 6
    shape, colour = _outline(rng, kind, side), _vivid_colour(rng)
    depth = cv2.distanceTransform(shape, cv2.DIST_L2, 3)
    relief = np.sqrt(np.clip(depth / max(1.0, float(depth.max())), 0, 1))
    slope = np.linspace(-1, 1, side, dtype=np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    side_light = slope[None] * np.cos(angle) + slope[:, None] * np.sin(angle)
    second = _vivid_colour(rng) if rng.random() < 0.5 else colour
    spread = rng.uniform(0, 1, (4, 4)).astype(np.float32)
    blend = cv2.resize(spread, (side, side), interpolation=cv2.INTER_CUBIC)[..., None]
    shade = (0.45 + 0.55 * relief) * (1 + rng.uniform(0, 0.35) * side_light)
    stamp = np.empty((side, side, 4), np.float32)
    stamp[..., :3] = (colour * (1 - blend) + second * blend) * shade[..., None]
    if rng.random() < 0.6 and kind != "leaves":
        shine = np.zeros((side, side), np.float32)
        spot = int(side * (0.5 - 0.18 * np.cos(angle))), int(side * (0.5 - 0.18 * np.sin(angle)))
        cv2.circle(shine, spot, max(1, side // 14), float(rng.uniform(80, 220)), -1)
        blur = max(3, side // 8) | 1
        stamp[..., :3] += cv2.GaussianBlur(shine, (blur, blur), 0)[..., None]
    stamp[..., 3] = cv2.GaussianBlur(shape, (3, 3), 0)
    return stamp


def _outline(rng: np.random.Generator, kind: str, side: int) -> np.ndarray:
    """Filled silhouette, uint8 [side, side]."""
    shape, middle = np.zeros((side, side), np.uint8), side // 2
    radius = max(3, int(side * 0.36))
    turn = float(rng.uniform(0, 180))
    if kind == "balls":
        axes = radius, max(2, int(radius * rng.uniform(0.75, 1)))
        cv2.ellipse(shape, (middle, middle), axes, turn, 0, 360, 255, -1)
    elif kind == "pods":
        axes = radius, max(2, int(radius * rng.uniform(0.15, 0.45)))
        cv2.ellipse(shape, (middle, middle), axes, turn, 0, 360, 255, -1)
    elif kind == "leaves":
        for angle in rng.uniform(0, 2 * np.pi, int(rng.integers(3, 9))):
            tip = int(middle + radius * np.cos(angle)), int(middle + radius * np.sin(angle))
            cv2.line(shape, (middle, middle), tip, 255, max(1, int(side * rng.uniform(0.03, 0.12))))
    else:
        extent = 2 * radius, max(4, int(2 * radius * rng.uniform(0.4, 1)))
        corners = cv2.boxPoints(((middle, middle), extent, float(rng.normal(0, 8))))
        cv2.fillPoly(shape, [corners.astype(np.int32)], 255)
    return shape


def _vivid_colour(rng: np.random.Generator) -> np.ndarray:
    """Mostly saturated colour, float32 RGB 0..255."""
    hue, saturation, value = rng.uniform(0, 180), rng.uniform(60, 255), rng.uniform(70, 250)
    if rng.random() < 0.5:
        hue = rng.uniform(-12, 65) % 180  # red through yellow to green
    pixel = np.array([[[hue, saturation, value]]], np.uint8)
    return cv2.cvtColor(pixel, cv2.COLOR_HSV2RGB)[0, 0].astype(np.float32)


def _paste(
    rng: np.random.Generator, image: np.ndarray, stamp: np.ndarray, x: float, y: float
) -> None:
    """Blend a stamp, mirrored or turned by quarters, centred at (x, y)."""
    stamp = np.rot90(stamp, int(rng.integers(4)))
    side = stamp.shape[0]
    left, top = int(x) - side // 2, int(y) - side // 2
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(image.shape[1], left + side), min(image.shape[0], top + side)
    if x1 <= x0 or y1 <= y0:
        return
    part = stamp[y0 - top : y1 - top, x0 - left : x1 - left]
    region = image[y0:y1, x0:x1]
    region += (part[..., :3] * rng.uniform(0.8, 1.15) - region) * (part[..., 3:] / 255)
