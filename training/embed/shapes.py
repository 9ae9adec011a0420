"""Package bodies as pictures of geometry, ready to be shaded with any label.

The eight shapes in many proportions (a can becomes a tuna tin, a box a chocolate bar), each
seen in many poses. What depends on neither label nor light is worked out once, here; the
rest is done for thousands of packages a second in shade.py.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from catalogue import SHAPES, Package
from render.mesh import Mesh
from render.poses import Pose, held, random_pose, rotation
from render.rasterise import Triangles, project, triangulate
from render.shapes import FLAT_SHAPES, ROUND_SHAPES, build

SIZE = 144
"""Pixels of a geometry picture, both sides; crops are 128."""
MATERIALS = 4
"""Most surfaces a shape has."""
LIQUID, CAP = "#010203", "#040506"
"""Stand for the colours of a package's contents and cap until a label is chosen."""
STRETCH = 0.22
"""Standard deviation of the logarithm of height over width."""
TURNED_SHARE = 0.3
"""Of the poses show a held package from any side, not mostly from its front."""


@dataclass(frozen=True)
class Material:
    """Constants of one surface. `source` 0: own colour, 1: contents, 2: cap, 3: label."""

    source: int
    colour: tuple[float, float, float]
    roughness: float
    metallic: float
    transmission: float
    clearcoat: float
    bump: float


def materials(mesh: Mesh) -> list[Material]:
    """The mesh's surfaces, colours linear, in the order of their numbers."""
    found = []
    for surface in mesh.surfaces:
        source = 3 if surface.label else {LIQUID: 1, CAP: 2}.get(surface.colour, 0)
        colour = tuple((int(surface.colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5))
        found.append(
            Material(source, colour, surface.roughness, surface.metallic,
                     surface.transmission, surface.clearcoat, surface.bump)
        )
    return found


def is_wrapped(shape: str) -> bool:
    """Whether the label runs round the body (else it is an atlas of front and side)."""
    return shape in ROUND_SHAPES


def variant(number: int) -> tuple[str, Mesh]:
    """Shape number `number`: the first eight as they are, later ones stretched."""
    rng = random.Random(7000 + number)
    shape = SHAPES[number % len(SHAPES)]
    clear = shape == "bottle" and number % 3 == 2
    mesh = build(Package("", "", shape, liquid=LIQUID, cap=CAP, clear=clear), rng)
    if number < len(SHAPES):
        return shape, mesh
    tall = np.exp(rng.gauss(0, STRETCH))
    deep = np.exp(rng.gauss(0, STRETCH)) if shape in ("box", "carton") else 1.0
    if shape == "box" and number % 2:
        tall *= rng.choice((0.45, 0.6))  # bars and flat packets
    if shape == "can" and number % 2:
        tall *= rng.choice((0.35, 0.5))  # tins
    stretched = [(x, y * deep, z * tall) for x, y, z in mesh.vertices]
    return shape, replace(mesh, vertices=stretched)


def training_pose(shape: str, rng: random.Random) -> Pose:
    """As the shop sees packages, and more often from behind."""
    if rng.random() > TURNED_SHARE:
        return random_pose(shape, rng)
    pose = held(shape, rng)
    return replace(pose, rotation=pose.rotation @ rotation("z", rng.uniform(0, 6.2832)))


@dataclass(frozen=True)
class GeometryPicture:
    """One body in one pose. Pixels no surface covers have material 255.

    vectors: float16 [8, SIZE, SIZE]: normal x y z, view x y z, label u v (0..1, v upwards).
    material: uint8 [SIZE, SIZE].
    box: float32 [4]: x0, y0, x1, y1 of what is covered, in pixels.
    """

    vectors: np.ndarray
    material: np.ndarray
    box: np.ndarray


def geometry_picture(body: Triangles, pose: Pose) -> GeometryPicture:
    """Rasterise a body; nothing here depends on label, colours or light."""
    hits = project(body, pose, SIZE)
    vectors = np.zeros((8, SIZE, SIZE), np.float16)
    vectors[0:3, hits.row, hits.column] = hits.normal.T
    vectors[3:6, hits.row, hits.column] = hits.view.T
    vectors[6, hits.row, hits.column] = hits.uv[:, 0] % 1
    vectors[7, hits.row, hits.column] = np.clip(hits.uv[:, 1], 0, 1)
    material = np.full((SIZE, SIZE), 255, np.uint8)
    material[hits.row, hits.column] = hits.surface
    box = (hits.column.min(), hits.row.min(), hits.column.max() + 1, hits.row.max() + 1)
    return GeometryPicture(vectors, material, np.array(box, np.float32))


@lru_cache(maxsize=8)
def _triangles(number: int) -> tuple[str, Triangles]:
    shape, mesh = variant(number)
    return shape, triangulate(mesh, shape in (*FLAT_SHAPES, "carton"))


def posed_variant(number: int, pose: int) -> GeometryPicture:
    """Pose number `pose` of shape number `number`; equal numbers give equal pictures."""
    shape, body = _triangles(number)
    return geometry_picture(body, training_pose(shape, random.Random(f"{number} {pose}")))
