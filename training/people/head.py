"""The shape of a head: a bent egg with a face pushed out of it, ears and a neck."""
from __future__ import annotations

import numpy as np

from .grid import Grid, bump, curve, ease, make_grid
from .looks import Looks

HALF_WIDTH, FRONT, BACK = 0.072, 0.090, 0.097
CHIN, CROWN = 0.113, 0.118
ROWS, COLUMNS = 300, 321
SKIN, EAR, SHIRT, FRAME, HAIR = range(5)
PIVOT = np.array([0.0, 0.025, -0.10])  # the head turns about this point


def face_relief(looks: Looks, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """How far the face stands out in front of the egg, metres."""
    gap, size, mouth = looks.eye_gap, looks.eye_size, looks.mouth
    out = np.zeros_like(x)
    for side in (-1, 1):
        out -= 0.0105 * looks.eye_deep * bump(x, z, side * gap * 0.97, 0.003, 0.016, 0.011)
        out += 0.0068 * bump(x, z, side * gap, 0, 0.0118 * size, 0.0078 * size)
        out += looks.ridge * bump(x, z, side * 0.027, 0.019, 0.020, 0.006)
        out += looks.cheek * bump(x, z, side * 0.045, -0.026, 0.017, 0.014)
        out -= 0.0055 * looks.hollow * bump(x, z, side * 0.046, -0.058, 0.012, 0.016)
        out -= 0.0012 * looks.bags * bump(x, z, side * gap, -0.013, 0.012, 0.0022)
        start, end = (0.018 * looks.nose_width, -looks.nose_length - 0.001), (0.031, mouth - 0.004)
        out -= 0.0017 * looks.furrow * _along(side * x, z, start, end, 0.0026)
        out -= 0.002 * bump(x, z, side * looks.mouth_width, mouth, 0.004, 0.004)
    out += _nose(looks, x, z)
    out += looks.muzzle * bump(x, z, 0, mouth, 0.021, 0.015)
    out += 0.55 * looks.upper_lip * bump(x, z, 0, mouth + 0.0045, looks.mouth_width * 0.52, 0.0034)
    out += 0.60 * looks.lower_lip * bump(x, z, 0, mouth - 0.0060, looks.mouth_width * 0.50, 0.0042)
    out -= 0.0042 * bump(x, z, 0, mouth, looks.mouth_width * 0.52, 0.0014)
    out -= 0.0045 * bump(x, z, 0, mouth - 0.0175, 0.016, 0.005)
    out -= 0.0014 * bump(x, z, 0, mouth + 0.013, 0.0028, 0.005)
    out += looks.chin * bump(x, z, 0, -CHIN * looks.chin_length + 0.016, 0.016, 0.011)
    return out


def _nose(looks: Looks, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    length, wide = looks.nose_length, looks.nose_width
    down = ease(0.012, -length, z)
    below = np.where(z > -length - 0.001, 1, np.exp(-((z + length + 0.001) / 0.0045) ** 2 / 2))
    high = (looks.bridge + (looks.nose_high - looks.bridge) * down) * ease(0.026, 0.006, z)
    half = 0.0062 * looks.bridge_width * (1 - down) + 0.0082 * wide * down
    high = high + looks.hump * np.exp(-((z + 0.42 * length) / 0.008) ** 2 / 2)
    out = high * np.exp(-np.abs(x / half) ** 2.3 / 2) * below
    out += 0.005 * bump(x, z, 0, -length, 0.0078 * wide, 0.0062)
    for side in (-1, 1):
        out += 0.0078 * bump(x, z, side * 0.0124 * wide, -length - 0.003, 0.0050, 0.0052)
        out -= 0.0024 * bump(x, z, side * 0.0064 * wide, -length - 0.0085, 0.0034, 0.0022)
    return out


def _along(x: np.ndarray, z: np.ndarray, start: tuple, end: tuple, wide: float) -> np.ndarray:
    """1 on the line from start to end, falling off sideways."""
    dx, dz = end[0] - start[0], end[1] - start[1]
    t = np.clip(((x - start[0]) * dx + (z - start[1]) * dz) / (dx * dx + dz * dz), 0, 1)
    return np.exp(-((x - start[0] - t * dx) ** 2 + (z - start[1] - t * dz) ** 2) / wide ** 2 / 2)


def section(looks: Looks, z: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Half width, reach to the front, reach to the back, boxiness at height z."""
    t = np.where(z < 0, z / (CHIN * looks.chin_length), z / (CROWN * looks.crown))
    top = np.clip(1 - (np.clip(t - 0.25, 0, None) / 0.75) ** 2.3, 0, 1) ** (1 / 2.3)
    low = np.clip(1 - (np.clip(-t - 0.78, 0, None) / 0.22) ** 2.4, 0, 1) ** (1 / 2.4)
    side = curve(((-1, looks.chin_width * 0.9), (-0.82, looks.chin_width + 0.12),
                  (-0.55, looks.jaw), (-0.25, (looks.jaw + 1) / 2 + 0.02), (0, 1.0),
                  (0.35, looks.temple), (0.65, 0.98), (1, 0.95)), t, 0.04)
    front = curve(
        ((-1, 0.86), (-0.8, 0.93), (-0.55, 0.95), (-0.2, 0.98), (0.2, 1.0), (0.6, 0.98), (1, 0.92)),
        t, 0.04)
    back = curve(((-1, 0.1), (-0.7, 0.35), (-0.35, 0.85), (0, 1.0), (0.4, 1.06), (1, 0.95)), t,
                 0.04)
    box = curve(((-1, 1.0), (-0.5, 0.92), (0, 0.80), (0.5, 0.84), (1, 0.95)), t, 0.05)
    return side * top * low * HALF_WIDTH * looks.width, front * top * low * FRONT, \
        back * top * low * BACK, box


def angles(columns: int = COLUMNS) -> np.ndarray:
    """Angles from the front, -pi...pi, denser at the front."""
    s = np.linspace(-1, 1, columns)
    return np.pi * s * (0.5 + 0.5 * s * s)


def round_section(looks: Looks, z: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """Points of the egg without a face."""
    wide, front, back, box = section(looks, z)
    sin, cos = np.sin(turn), np.cos(turn)
    x = wide * np.sign(sin) * np.abs(sin) ** box
    y = np.where(cos > 0, -front * np.abs(cos) ** box, back * np.abs(cos) ** box)
    return np.stack([x, y, z + 0 * x], -1)


def heights(looks: Looks, rows: int = ROWS) -> np.ndarray:
    top, low = CROWN * looks.crown, -CHIN * looks.chin_length
    around = np.linspace(0, np.pi, rows)
    shares = 0.5 + 0.5 * (0.75 * np.cos(around) + 0.25 * (1 - 2 * around / np.pi))
    return low + (top - low) * shares


def head_points(looks: Looks, rows: int = ROWS, columns: int = COLUMNS) -> np.ndarray:
    z, turn = np.meshgrid(heights(looks, rows), angles(columns), indexing="ij")
    points = round_section(looks, z, turn)
    front = ease(0.0, 0.45, np.cos(turn))
    points[..., 1] -= face_relief(looks, points[..., 0], z) * front
    return points


def head(looks: Looks) -> Grid:
    return make_grid(head_points(looks), SKIN)


def ear(looks: Looks, side: int) -> Grid:
    """A shell with a raised rim; texture point: (0, shade) with shade 0...1."""
    rho, around = np.meshgrid(np.linspace(0, 1, 24), np.linspace(-np.pi, np.pi, 49), indexing="ij")
    tall = 0.031 * looks.ears
    along = rho * np.cos(around)
    across = rho * np.sin(around) * (0.62 + 0.10 * along)
    high = 0.016 * ease(0.35, 0.85, rho) * (1 - ease(0.88, 1.0, rho))
    high *= 0.6 + 0.4 * np.cos(around - 0.5)
    high += 0.004 - 0.010 * ease(0.8, 1.0, rho)
    wide = section(looks, np.array(-0.005))[0]
    spread = 0.45
    outward = high + (across * tall + 0.01) * np.sin(spread)
    points = np.stack([side * (wide - 0.001 + outward), 0.012 + across * tall * np.cos(spread),
                       -0.006 + along * tall - across * 0.006], -1)
    shade = 0.45 + 0.55 * ease(0.3, 0.8, rho) * (1 - 0.4 * bump(rho, rho, 0.62, 0.62, 0.06, 0.06))
    uv = np.stack([np.zeros_like(shade), shade], -1)
    grid = make_grid(points if side > 0 else points[:, ::-1], EAR, uv)
    if (grid.normals[..., 0] * side).mean() < 0:
        grid.normals *= -1
    return grid
