"""How a package may lie before the camera; shared by both renderers.

Angles are radians. Rotation matrices are 3 x 3 numpy arrays acting on columns.
"""
from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np

from .shapes import FLAT_SHAPES, ROUND_SHAPES


def rotation(axis: str, angle: float) -> np.ndarray:
    cos, sin = math.cos(angle), math.sin(angle)
    rows = {"x": [[1, 0, 0], [0, cos, -sin], [0, sin, cos]],
            "y": [[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]],
            "z": [[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]]}
    return np.array(rows[axis], np.float64)


@dataclass(frozen=True)
class Pose:
    """The package's rotation and where the camera stands.

    `elevation` above the horizon, `distance` in metres from the middle of the
    package, `roll` of the camera about its own axis.
    """

    rotation: np.ndarray
    elevation: float
    distance: float
    roll: float


def held(shape: str, rng: random.Random) -> Pose:
    """Shown to the camera: label roughly to the front, upright, tilted or lying."""
    turn = rotation("z", rng.gauss(0, 0.4))
    lean = rotation("x", rng.gauss(0, 0.22))
    side = rng.choices((0.0, math.pi / 2, -math.pi / 2, math.pi), (0.7, 0.12, 0.12, 0.06))[0]
    tilt = rotation("y", side + rng.gauss(0, 0.22))
    return Pose(lean @ tilt @ turn, math.radians(rng.uniform(-15, 25)),
                rng.uniform(0.22, 0.6), rng.gauss(0, 0.06))


def standing(shape: str, rng: random.Random) -> Pose:
    yaw = rng.uniform(0, math.tau)
    if shape in FLAT_SHAPES and rng.random() < 0.6:
        yaw = rng.gauss(0, 0.6)
    wobble = rotation("x", rng.gauss(0, 0.06)) @ rotation("y", rng.gauss(0, 0.06))
    top = 70 if rng.random() < 0.4 else 35
    return Pose(rotation("z", yaw) @ wobble, math.radians(rng.uniform(2, top)),
                rng.uniform(0.35, 0.9), rng.gauss(0, 0.1))


def lying(shape: str, rng: random.Random) -> Pose:
    if shape in ROUND_SHAPES:
        spin = rng.uniform(0, math.tau)
    else:
        spin = 0.0 if shape in FLAT_SHAPES else rng.choice((0, 1, 2, 3)) * math.pi / 2
    turn = (rotation("z", rng.uniform(0, math.tau)) @ rotation("x", -math.pi / 2)
            @ rotation("z", spin))
    return Pose(turn, math.radians(rng.uniform(8, 75)), rng.uniform(0.35, 0.9), rng.gauss(0, 0.1))


def paper(rng: random.Random) -> Pose:
    """A printed label: shown to the camera, or lying flat and seen from above."""
    if rng.random() < 0.6:
        return held("paper", rng)
    turn = rotation("z", rng.gauss(0, 0.6)) @ rotation("x", -math.pi / 2)
    return Pose(turn, math.radians(rng.uniform(20, 80)), rng.uniform(0.3, 0.8), rng.gauss(0, 0.1))


def random_pose(shape: str, rng: random.Random) -> Pose:
    """Held 45 %, standing 33 %, lying 22 %."""
    return rng.choices((held, standing, lying), (0.45, 0.33, 0.22))[0](shape, rng)
