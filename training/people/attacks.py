"""Pictures of a person held up to the camera: paper, bent paper, a telephone.

A textured sheet and a few fingers in space, drawn by the same rasteriser.
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable

import cv2
import numpy as np

from render import light_map

from .camera import Camera, rotation
from .grid import Grid, ease, make_grid, merge, noise, normals_of
from .light import LIGHTS, lit
from .scene import finish, over, wall

PAPER, PHONE = (0.20, 0.27), (0.076, 0.158)  # metres
HAND = (206, 158, 128)
Texture = Callable[[int], np.ndarray]


@dataclass(frozen=True)
class Hold:
    """Place and bend of the sheet in one frame; `curve` in 1 / metre."""

    yaw: float
    pitch: float
    roll: float
    x: float
    z: float
    curve: float = 0.0


def held_still(kind: str, frame: int, seed: int) -> Hold:
    """A hand that tries to keep still, and tilts the sheet on purpose."""
    t = frame / 5
    rng = np.random.RandomState(seed)
    tremor = cv2.GaussianBlur(rng.randn(64, 5).astype(np.float32), (1, 5), 0.8)[frame % 64]
    curve = 0.0
    if kind == "bent":
        curve = 1.5 + 6.5 * math.sin(math.pi * t / 4) ** 2
    return Hold(10 * math.sin(math.tau * t / 3.3 + seed) + tremor[0] * 0.8,
                7 * math.sin(math.tau * t / 2.6 + 2 * seed) + tremor[1] * 0.8,
                3 * math.sin(math.tau * t / 4.1 + seed) + tremor[2] * 0.6,
                0.10 * DISTANCE[kind] * math.sin(math.tau * t / 3.9) * 0.5 + tremor[3] * 0.002,
                0.03 * DISTANCE[kind] * math.sin(math.tau * t / 2.9) + tremor[4] * 0.002, curve)


DISTANCE = {"paper": 0.58, "bent": 0.58, "phone": 0.285, "replay": 0.285}


def cropped(still: np.ndarray, centre: tuple[float, float], height: float,
            shape: float) -> np.ndarray:
    """Part of an RGB still, `shape` = width / height, as 8-bit RGB 800 rows tall."""
    width = height * shape
    x, y = centre[0] - width / 2, centre[1] - height / 2
    scale = 800 / height
    move = np.array([[scale, 0, -x * scale], [0, scale, -y * scale]])
    return cv2.warpAffine(still,
                          move, (round(800 * shape), 800),
                          flags=cv2.INTER_CUBIC,
                          borderMode=cv2.BORDER_REPLICATE)


def print_out(photo: np.ndarray) -> np.ndarray:
    """White margin, slightly dull ink. Linear light."""
    margin = 46
    page = np.full((photo.shape[0] + 2 * margin, photo.shape[1] + 2 * margin, 3), 244, np.float32)
    page[margin:-margin, margin:-margin] = photo * 0.90 + 18
    grain = noise(np.random.RandomState(1), *page.shape[:2], 120, 2)[..., None] * 1.5
    return (np.clip(page + grain, 0, 255) / 255) ** 2.2


def screen(photo: np.ndarray) -> np.ndarray:
    """A telephone's front: dark frame, bright picture with visible rows. Linear light."""
    side, top = 26, 62
    tall, wide = photo.shape[0] + 2 * top, photo.shape[1] + 2 * side
    front = np.full((tall, wide, 3), 0.012, np.float32)
    light = (photo.astype(np.float32) / 255) ** 2.0 * 1.12
    rows = 1 + 0.07 * np.sin(np.arange(photo.shape[0]) * math.tau / 3.1)
    columns = 1 + 0.04 * np.sin(np.arange(photo.shape[1]) * math.tau / 3.4)
    grid = (rows[:, None] * columns)[..., None]
    front[top:-top, side:-side] = light * grid * [0.96, 1.0, 1.07]
    cv2.circle(front, (wide // 2, top // 2), 7, (0.03, 0.03, 0.045), -1)
    return front


def _sheet(size: tuple[float, float], hold: Hold) -> Grid:
    s, z = np.meshgrid(np.linspace(-0.5, 0.5, 61) * size[0], np.linspace(0.5, -0.5, 31) * size[1])
    bent = max(abs(hold.curve), 1e-4)
    points = np.stack([np.sin(bent * s) / bent, (1 - np.cos(bent * s)) / bent, z], -1)
    uv = np.stack([s / size[0] + 0.5, 0.5 - z / size[1]], -1)
    return make_grid(points, 0, uv, wrapped=False)


def _finger(path: list[tuple[float, float, float]], radius: float) -> Grid:
    steps = np.linspace(0, 1, 60) ** 1.6 * (len(path) - 1)
    line = np.stack([np.interp(steps, range(len(path)), [p[k] for p in path]) for k in range(3)], 1)
    line = cv2.GaussianBlur(line, (1, 17), 3, borderType=cv2.BORDER_REPLICATE)
    ahead = np.gradient(line, axis=0)
    ahead /= np.maximum(1e-9, np.linalg.norm(ahead, axis=1, keepdims=True))
    first = np.cross(ahead, [0.2, 1, 0.1])
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second = np.cross(ahead, first)
    around = np.linspace(-np.pi, np.pi, 25)[None, :, None]
    ring = first[:, None] * np.cos(around) + second[:, None] * np.sin(around)
    run = np.concatenate([[0], np.linalg.norm(np.diff(line, axis=0), axis=1).cumsum()]) / radius
    tip = np.sqrt(np.clip(1 - (1 - np.minimum(run, 1)) ** 2, 0, 1))[:, None, None]
    points = line[:, None] + ring * radius * np.maximum(tip, 0.02)
    grid = make_grid(points, 1)
    outward = normals_of(points, True)
    grid.normals = outward * np.sign((outward * ring).sum(-1, keepdims=True).mean() or 1)
    return grid


def _fingers(kind: str) -> list[Grid]:
    """Tips first. Paper: thumb before, fingers behind the lower edge. Phone: round both sides."""
    if kind in ("paper", "bent"):
        low = -PAPER[1] / 2
        return [
            _finger([(0.015, -0.012, low + 0.035), (0.035, -0.016, low - 0.01),
                     (0.05, 0.01, low - 0.08), (0.05, 0.03, low - 0.3)], 0.0115),
            _finger([(0.0, 0.012, low + 0.02), (0.03, 0.02, low - 0.03), (0.055, 0.04, low - 0.4)],
                    0.030)
        ]
    half = PHONE[0] / 2
    grips = [
        _finger([(half - 0.006, -0.007, z), (half + 0.005, -0.006, z - 0.002),
                 (half + 0.007, 0.012, z - 0.004), (0.0, 0.022, z - 0.008)], 0.0078)
        for z in (0.004, -0.016, -0.036, -0.055)
    ]
    thumb = _finger([(-half + 0.010, -0.008, -0.022), (-half - 0.004, -0.008, -0.040),
                     (-half - 0.012, 0.012, -0.075), (-0.02, 0.04, -0.16)], 0.0092)
    return [
        *grips, thumb,
        _finger([(0.0, 0.036, -0.04), (-0.005, 0.045, -0.10), (0.0, 0.06, -0.3)], 0.030)
    ]


def attack_frame(kind: str, texture: np.ndarray, frame: int, seed: int,
                 wall_seed: int) -> np.ndarray:
    """One RGB picture; `texture` from `print_out` or `screen`."""
    hold, camera = held_still(kind, frame, seed), Camera(DISTANCE[kind], 2.0)
    phone = kind in ("phone", "replay")
    mesh = merge([_sheet(PHONE if phone else PAPER, hold), *_fingers(kind)])
    turned = rotation(hold.yaw, hold.pitch, hold.roll).astype(np.float32)
    points = mesh.points @ turned.T + np.array([hold.x, 0, hold.z], np.float32)
    hits, _ = camera.shoot(points, mesh.triangles)
    normal = hits.of(mesh.normals @ turned.T)
    normal /= np.maximum(1e-6, np.linalg.norm(normal, axis=1, keepdims=True))
    view = camera.eye - hits.of(points)
    view /= np.linalg.norm(view, axis=1, keepdims=True)
    flesh = mesh.part[hits.corners[:, 0]] == 1
    uv = hits.of(mesh.uv)
    height, width = texture.shape[:2]
    colour = light_map.sample(texture.astype(np.float32),
                              np.clip(uv[:, 0], 0, 1) * (width - 1),
                              np.clip(uv[:, 1], 0, 1) * (height - 1))
    colour[flesh] = (np.array(HAND, np.float32) / 255) ** 2.2
    gloss = np.where(flesh, 0.5, 0.10).astype(np.float32)
    shaded = lit(LIGHTS["front"], colour, normal, view, np.ones(len(uv), np.float32), gloss,
                 flesh.astype(np.float32))
    if phone:  # a screen shines by itself; a lamp mirrors in its glass
        band = uv[:, 0] * 0.8 + uv[:, 1] - 0.75 - hold.yaw * 0.035
        glare = 0.10 * ease(0.10, 0.0, np.abs(band)) + 0.03
        shaded = np.where(flesh[:, None], shaded, colour * 0.92 + glare[:, None])
    else:
        shaded[~flesh] *= 0.78
    image = np.zeros((camera.size ** 2, 4), np.float32)
    image[hits.pixels, :3], image[hits.pixels, 3] = shaded, 1
    return finish(over(wall(wall_seed), camera.picture(image)), "front", seed * 100 + frame)
