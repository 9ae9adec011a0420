"""The hand of `grip.py` as triangles for the fast rasteriser: tubes with round ends."""
from __future__ import annotations

import random

import numpy as np

from .grip import Chain, Grip, close_hand
from .mesh import Surface
from .rasterise import Triangles

SKINS = ("#e8b896", "#d9a27c", "#f2cdb0", "#b97f5a", "#8d5a3c", "#6b4430", "#f6d9c3")
AROUND = 14  # faces round a tube
CAP_STEPS = 3
NAIL_RADII = np.array([0.0046, 0.0056, 0.0014])


def _tube(chain: Chain) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vertices, triangles and vertex normals of a tube along a chain, ends rounded."""
    points, radii = np.asarray(chain.points, float), np.asarray(chain.radii, float)
    along = np.gradient(points, axis=0)
    along /= np.maximum(1e-9, np.linalg.norm(along, axis=1, keepdims=True))
    caps = np.linspace(np.pi / 2, 0, CAP_STEPS + 1)[:-1]
    start = [(points[0] - along[0] * radii[0] * np.sin(a), radii[0] * np.cos(a), along[0])
             for a in caps]
    end = [(points[-1] + along[-1] * radii[-1] * np.sin(a), radii[-1] * np.cos(a), along[-1])
           for a in caps[::-1]]
    rings = [*start, *zip(points, radii, along), *end]
    centres = np.array([ring[0] for ring in rings])
    sizes = np.maximum(1e-5, np.array([ring[1] for ring in rings]))
    axes = np.array([ring[2] for ring in rings])
    helper = np.array([0.0, 0, 1]) if abs(axes[0][2]) < 0.8 else np.array([1.0, 0, 0])
    side = np.cross(axes, helper)
    side /= np.maximum(1e-9, np.linalg.norm(side, axis=1, keepdims=True))
    other = np.cross(axes, side)
    turn = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    outward = (side[:, None] * np.cos(turn)[None, :, None]
               + other[:, None] * np.sin(turn)[None, :, None])
    vertices = centres[:, None] + outward * sizes[:, None, None]
    normals = outward.copy()
    for row, sign in [(k, -1) for k in range(CAP_STEPS)] + [
            (len(rings) - 1 - k, 1) for k in range(CAP_STEPS)]:
        tilt = caps[row if sign < 0 else len(rings) - 1 - row]
        normals[row] = outward[row] * np.cos(tilt) + sign * axes[row] * np.sin(tilt)
    ring, spot = np.meshgrid(np.arange(len(rings) - 1), np.arange(AROUND), indexing="ij")
    a, after = ring * AROUND + spot, ring * AROUND + (spot + 1) % AROUND
    triangles = np.stack([np.stack([a, after, after + AROUND], -1),
                          np.stack([a, after + AROUND, a + AROUND], -1)], 2)
    return vertices.reshape(-1, 3), triangles.reshape(-1, 3), normals.reshape(-1, 3)


def _nail(middle: np.ndarray, outward: np.ndarray, forward: np.ndarray) -> tuple[
        np.ndarray, np.ndarray, np.ndarray]:
    """A flat disc bulging off the finger."""
    out = np.asarray(outward, float) / np.linalg.norm(outward)
    along = np.asarray(forward, float) / np.linalg.norm(forward)
    across = np.cross(out, along)
    turn = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    rim = (np.cos(turn)[:, None] * across * NAIL_RADII[0]
           + np.sin(turn)[:, None] * along * NAIL_RADII[1])
    centre = np.asarray(middle, float) - along * 0.001
    vertices = np.concatenate([centre + rim, [centre + out * NAIL_RADII[2]]])
    triangles = np.array([(k, (k + 1) % 10, 10) for k in range(10)])
    return vertices, triangles, np.tile(out, (11, 1))


def hand_triangles(grip: Grip, side: int, direction: tuple[float, float, float],
                   rng: random.Random) -> tuple[Triangles, list[Surface]]:
    """A hand with sleeve holding a package, in the package's coordinates, and its surfaces.

    `side` -1 or 1 is where the arm comes from, `direction` leads to the elbow.
    """
    shape = close_hand(grip, side, np.array(direction))
    skin = rng.choice(SKINS)
    cloth = "#{:02x}{:02x}{:02x}".format(*(rng.randint(15, 235) for _ in range(3)))
    grey = rng.randint(20, 235)
    if rng.random() < 0.4:
        cloth = f"#{grey:02x}{grey:02x}{grey:02x}"
    surfaces = [Surface(skin, roughness=0.5), Surface(cloth, roughness=0.9),
                Surface(_pinker(skin), roughness=0.25)]
    parts = [(0, _tube(chain)) for chain in shape.skin]
    if rng.random() < 0.85:
        parts.append((1, _tube(shape.sleeve)))
    else:  # a bare arm
        bare = Chain(shape.sleeve.points, np.asarray(shape.sleeve.radii) * 0.68)
        parts.append((0, _tube(bare)))
    parts += [(2, _nail(*nail)) for nail in shape.nails]
    return _joined(parts), surfaces


def _joined(parts: list[tuple[int, tuple[np.ndarray, np.ndarray, np.ndarray]]]) -> Triangles:
    vertices, corners, normals, surface, first = [], [], [], [], 0
    for number, (points, triangles, outward) in parts:
        vertices.append(points)
        corners.append(triangles + first)
        normals.append(outward[triangles])
        surface.append(np.full(len(triangles), number))
        first += len(points)
    count = sum(len(triangles) for triangles in corners)
    return Triangles(np.concatenate(vertices).astype(np.float32),
                     np.concatenate(corners).astype(np.int32),
                     np.concatenate(normals).astype(np.float32),
                     np.zeros((count, 3, 2), np.float32), np.concatenate(surface))


def _pinker(colour: str) -> str:
    parts = [int(colour[i:i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{int(p * 0.55 + q * 0.45):02x}"
                         for p, q in zip(parts, (250, 214, 206)))
