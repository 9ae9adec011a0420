"""Neck, shoulders with a shirt, glasses."""
from __future__ import annotations

import numpy as np

from .grid import Grid, curve, ease, make_grid
from .head import FRAME, SHIRT, SKIN, section
from .looks import Looks

# height, half width, half depth, middle (y)
RINGS = (
    (-0.02, 0.05, 0.052, 0.022),
    (-0.1, 0.052, 0.054, 0.022),
    (-0.135, 0.056, 0.06, 0.028),
    (-0.156, 0.075, 0.064, 0.034),
    (-0.172, 0.122, 0.072, 0.036),
    (-0.19, 0.162, 0.082, 0.036),
    (-0.22, 0.188, 0.096, 0.034),
    (-0.285, 0.2, 0.108, 0.03),
    (-0.62, 0.19, 0.115, 0.03),
)


def _loft(looks: Looks, top: float, bottom: float, thicker: float) -> np.ndarray:
    z, turn = np.meshgrid(np.linspace(top, bottom, 120),
                          np.linspace(-np.pi, np.pi, 121),
                          indexing="ij")
    upwards = RINGS[::-1]
    wide, deep, middle = (curve(tuple((ring[0], ring[k]) for ring in upwards), z, 0.012)
                          for k in (1, 2, 3))
    slim = looks.neck + (1 - looks.neck) * 0.6 * ease(-0.14, -0.2, z)
    x = (wide * slim + thicker) * np.sin(turn)
    y = middle - (deep * slim + thicker) * np.cos(turn)
    z = z - 0.012 * np.cos(turn) * ease(-0.10, -0.16, z)  # the chest lies lower than the nape
    return np.stack([x, y, z], -1)


def neck(looks: Looks) -> Grid:
    points = _loft(looks, -0.02, -0.26, 0.0)
    uv = points[..., [0, 2]] * [0.3, 0.1] + [0, 0.065]  # skin of the forehead: no beard, no lips
    return make_grid(points, SKIN, uv, moves=ease(-0.15, -0.07, points[..., 2]))


def shirt(looks: Looks) -> Grid:
    """From the collar down; a little wider than the body."""
    points = _loft(looks, -0.138, -0.60, 0.006)
    folds = 0.0016 * np.sin(points[..., 0] * 55 + 9 * np.sin(points[..., 2] * 14 + looks.seed))
    points[..., 1] -= folds * ease(-0.17, -0.24, points[..., 2])
    points[:2, :, :2] *= 0.985  # the collar's edge
    return make_grid(points, SHIRT, moves=0.0)


def _tube(path: np.ndarray, radius: float) -> Grid:
    ahead = np.gradient(path, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    up = np.where(np.abs(ahead[:, 2:]) < 0.9, [[0.0, 0, 1]], [[0.0, 1, 0]])
    first = np.cross(ahead, up)
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second = np.cross(ahead, first)
    around = np.linspace(-np.pi, np.pi, 9)[None, :, None]
    ring = first[:, None] * np.cos(around) + second[:, None] * np.sin(around)
    grid = make_grid(path[:, None] + ring * radius, FRAME)
    grid.normals = ring
    return grid


def glasses(looks: Looks) -> list[Grid]:
    wide, front, _, _ = section(looks, np.array(0.0))
    face = -float(front) - 0.016
    turn = np.linspace(-np.pi, np.pi, 60)
    half, tall, gap = 0.0245, 0.0185, looks.eye_gap + 0.001
    parts = []
    for side in (-1, 1):
        x = side * gap + half * np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.7
        z = -0.003 + tall * np.sign(np.sin(turn)) * np.abs(np.sin(turn)) ** 0.7
        parts.append(
            _tube(np.stack([x, face + 0.25 * np.clip(np.abs(x) - 0.03, 0, None), z], 1), 0.0017))
        edge = gap + half
        path = np.array([[edge, face + 0.006, 0.006], [edge + 0.006, face + 0.016, 0.006],
                         [float(wide) + 0.004, -0.03, 0.006], [float(wide) + 0.004, 0.01, 0.006]])
        steps = np.linspace(0, 3, 40)
        path = np.stack([np.interp(steps, range(4), path[:, k]) for k in range(3)], 1)
        path[:, 0] *= side
        parts.append(_tube(path, 0.0016))
    x = np.linspace(half - gap, gap - half, 20)
    arc = 0.002 * (1 - (x / x[-1]) ** 2)
    parts.append(_tube(np.stack([x, face - arc, 0.004 + arc], 1), 0.0016))
    return parts
