"""A pinhole camera over the counter: points to pixels, and pixels to the counter top and the wall.

World: metres, x to the viewer's right, y away from the camera, z up, the counter top is z = 0.
"""
from __future__ import annotations

import math

import cv2
import numpy as np


class Camera:
    def __init__(self, eye, target, field_of_view: float, width: int, height: int) -> None:
        """`field_of_view` in degrees across the picture."""
        self.eye = np.array(eye, float)
        forward = np.array(target, float) - self.eye
        self.forward = forward / np.linalg.norm(forward)
        right = np.cross(self.forward, (0, 0, 1))
        self.right = right / np.linalg.norm(right)
        self.up = np.cross(self.right, self.forward)
        self.width, self.height = width, height
        self.focal = width / 2 / math.tan(math.radians(field_of_view) / 2)

    def project(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """x and y in pixels and the depth in metres, of points (n, 3)."""
        relative = points - self.eye
        depth = np.maximum(0.05, relative @ self.forward)
        x = relative @ self.right / depth * self.focal + self.width / 2
        y = -(relative @ self.up) / depth * self.focal + self.height / 2
        return x, y, depth

    def room(self, table: np.ndarray, wall: np.ndarray, wall_distance: float) -> np.ndarray:
        """The empty room, float32 RGB: a counter top, and a wall where a pixel looks above it."""
        top, on_table = self._plane(table, 2, 0.0, (0, 1), 560)
        back, _ = self._plane(wall, 1, wall_distance, (0, 2), 300)
        reach = self._hit(2, 0.0)[..., 1] < wall_distance
        return np.where((on_table & reach)[..., None], top, back).astype(np.float32)

    def _rays(self) -> np.ndarray:
        x, y = np.meshgrid(np.arange(self.width) + 0.5, np.arange(self.height) + 0.5)
        across = (x - self.width / 2)[..., None] / self.focal * self.right
        down = (y - self.height / 2)[..., None] / self.focal * self.up
        return self.forward + across - down

    def _hit(self, axis: int, at: float) -> np.ndarray:
        rays = self._rays()
        reach = (at - self.eye[axis]) / np.where(np.abs(rays[..., axis]) < 1e-6, 1e-6, rays[..., axis])
        return self.eye + rays * np.where(reach > 0, reach, 1e6)[..., None]

    def _plane(self, picture: np.ndarray, axis: int, at: float, across: tuple[int, int],
               per_metre: float) -> tuple[np.ndarray, np.ndarray]:
        hit = self._hit(axis, at)
        x = (hit[..., across[0]] * per_metre + 4000).clip(-3e4, 3e4).astype(np.float32)
        y = (-hit[..., across[1]] * per_metre + 4000).clip(-3e4, 3e4).astype(np.float32)
        seen = cv2.remap(picture, x, y, cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT)
        return seen, np.abs(hit).max(-1) < 1e4
