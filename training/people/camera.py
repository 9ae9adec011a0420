"""The camera, the depth picture of the key lamp, turning."""
from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from render import light_map
from render.native import rasterise

from .light import Light, unit

WIDTH, HEIGHT, FOCAL = 640, 480, 690.0
SHADOW_SIDE, SHADOW_REACH = 512, 0.34


def rotation(yaw: float, pitch: float, roll: float) -> np.ndarray:
    """Pitch > 0 looks up, roll > 0 leans to the image's right."""
    a, b, c = (math.radians(v) for v in (yaw, pitch, roll))
    turn = np.array([[math.cos(a), -math.sin(a), 0], [math.sin(a), math.cos(a), 0], [0, 0, 1]])
    nod = np.array([[1, 0, 0], [0, math.cos(b), math.sin(b)], [0, -math.sin(b), math.cos(b)]])
    lean = np.array([[math.cos(c), 0, math.sin(c)], [0, 1, 0], [-math.sin(c), 0, math.cos(c)]])
    return turn @ nod @ lean


@dataclass
class Hits:
    """Covered pixels with the corners of their triangle and the corners' shares."""

    pixels: np.ndarray
    corners: np.ndarray
    share: np.ndarray

    def of(self, values: np.ndarray) -> np.ndarray:
        picked = values[self.corners]
        return (picked * (self.share if picked.ndim == 2 else self.share[..., None])).sum(1)


class Camera:
    """A square view, `oversample` pixels a picture pixel; the picture is its middle band."""

    def __init__(self, distance: float, oversample: float) -> None:
        self.distance, self.size = distance, int(WIDTH * oversample)
        self.focal = FOCAL * oversample
        self.eye = np.array([0, -distance, 0], np.float32)

    def shoot(self, points: np.ndarray, triangles: np.ndarray) -> tuple[Hits, np.ndarray]:
        depth = points[:, 1] + self.distance
        x = points[:, 0] / depth * self.focal + self.size / 2
        y = -points[:, 2] / depth * self.focal + self.size / 2
        nearest, weights = rasterise(triangles, x, y, 1 / depth, self.size)
        pixels = np.nonzero(nearest >= 0)[0]
        corners, share = triangles[nearest[pixels]], weights[pixels]
        return Hits(pixels, corners, share), (depth[corners] * share).sum(1)

    def picture(self, image: np.ndarray) -> np.ndarray:
        """The middle band of the square, at its final size."""
        image = image.reshape(self.size, self.size, 4)
        image = cv2.resize(image, (WIDTH, WIDTH), interpolation=cv2.INTER_AREA)
        margin = (WIDTH - HEIGHT) // 2
        return image[margin:margin + HEIGHT]


class Shadows:
    """A depth picture from the key lamp."""

    def __init__(self, light: Light, centre: np.ndarray) -> None:
        self.towards = unit(*light.key)
        self.right = unit(*np.cross([0, 0, 1], self.towards))
        self.up = np.cross(self.towards, self.right)
        self.centre = centre.astype(np.float32)
        self.near = np.zeros((SHADOW_SIDE, SHADOW_SIDE), np.float32)

    def _place(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        local, scale = points - self.centre, SHADOW_SIDE / (2 * SHADOW_REACH)
        return (local @ self.right * scale + SHADOW_SIDE / 2,
                -(local @ self.up) * scale + SHADOW_SIDE / 2, local @ self.towards + 2.0)

    def cast(self, points: np.ndarray, triangles: np.ndarray) -> None:
        x, y, near = self._place(points)
        nearest, weights = rasterise(triangles, x, y, near, SHADOW_SIDE)
        hit = nearest >= 0
        depth = np.zeros(SHADOW_SIDE ** 2, np.float32)
        depth[hit] = 1 / (weights[hit] / near[triangles[nearest[hit]]]).sum(1)
        # The edge stays bare, so that everything beyond it counts as lit.
        inner = depth.reshape(SHADOW_SIDE, SHADOW_SIDE)[1:-1, 1:-1]
        self.near[1:-1, 1:-1] = np.maximum(self.near[1:-1, 1:-1], inner)

    def look(self, points: np.ndarray, bias: float, spread: float) -> np.ndarray:
        x, y, near = self._place(points)
        total = np.zeros(len(points), np.float32)
        taps = [(0, 0)] + [(r * math.cos(a), r * math.sin(a)) for r in (0.5, 1.0)
                           for a in np.arange(6) * math.tau / 6 + r]
        for dx, dy in taps:
            seen = light_map.sample(self.near, (x + dx * spread).astype(np.float32) - 0.5,
                                    (y + dy * spread).astype(np.float32) - 0.5)[:, 0]
            total += np.clip((near + bias - seen) / 0.002 + 1, 0, 1)
        return total / len(taps)
