"""Packages with a flat front: box, gable carton, pillow bag, wrapped rice ball.

Their label atlas holds the front in u 0..0.5 and the side in u 0.5..1.
"""
from __future__ import annotations

import math
import random

from .mesh import Mesh, Point, Surface, TexturePoint

FRONT = [(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)]
SIDE = [(0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0)]
TOP_STRIP = [(0.03, 0.84), (0.47, 0.84), (0.47, 0.95), (0.03, 0.95)]


def _corners(half_width: float, half_depth: float, height: float) -> list[Point]:
    x, y = half_width, half_depth
    base = [(-x, -y), (x, -y), (x, y), (-x, y)]
    return [(a, b, 0.0) for a, b in base] + [(a, b, height) for a, b in base]


def box() -> Mesh:
    mesh = Mesh([Surface(label=True, roughness=0.4, clearcoat=0.2)],
                _corners(0.0675, 0.024, 0.185), smooth=False, bevel=0.0015)
    faces = [(0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7), (4, 5, 6, 7), (3, 2, 1, 0)]
    for corners, uv in zip(faces, (FRONT, SIDE, FRONT, SIDE, TOP_STRIP, TOP_STRIP)):
        mesh.add_face(corners, list(uv))
    return mesh


def carton() -> Mesh:
    """A litre-class gable-top carton: square body, sloping roof, upright fin."""
    half, body, roof, fin = 0.0425, 0.165, 0.040, 0.018
    total = body + roof + fin
    mesh = Mesh([Surface(label=True, roughness=0.38)], _corners(half, half, body), smooth=False)
    ridge = body + roof
    mesh.vertices += [(-half, 0, ridge), (half, 0, ridge),
                      (-half, -0.001, total), (half, -0.001, total),
                      (half, 0.001, total), (-half, 0.001, total),
                      (half * 0.35, 0, ridge * 0.98), (-half * 0.35, 0, ridge * 0.98)]

    def strip(u0: float, u1: float, z0: float, z1: float) -> list[TexturePoint]:
        return [(u0, z0 / total), (u1, z0 / total), (u1, z1 / total), (u0, z1 / total)]

    for k, u in ((0, 0.0), (1, 0.5), (2, 0.0), (3, 0.5)):
        after = (k + 1) % 4
        mesh.add_face((k, after, after + 4, k + 4), strip(u, u + 0.5, 0, body))
    for corners in ((4, 5, 9, 8), (6, 7, 8, 9)):
        mesh.add_face(corners, strip(0, 0.5, body, ridge))
    for corners in ((8, 9, 11, 10), (9, 8, 13, 12)):
        mesh.add_face(corners, strip(0, 0.5, ridge, total))
    mesh.add_face((10, 11, 12, 13), [(0.1, 0.99)] * 4)
    gusset = [(0.52, 0.92), (0.98, 0.92), (0.75, 0.98)]
    for corners in ((5, 6, 14), (5, 14, 9), (6, 9, 14), (7, 4, 15), (7, 15, 8), (4, 8, 15)):
        mesh.add_face(corners, list(gusset))
    mesh.add_face((3, 2, 1, 0), [(0.1, 0.02)] * 4)
    return mesh


def bag(rng: random.Random, width: float = 0.165, height: float = 0.225,
        thickness: float = 0.028, steps: int = 36) -> Mesh:
    """A pillow bag with crimped seals; both faces carry the front art."""
    film = Surface(label=True, roughness=0.25, metallic=0.15, clearcoat=0.3,
                   bump=0.25, bump_scale=25)
    mesh = Mesh([film])
    phase = [rng.uniform(0, math.tau) for _ in range(4)]

    def point(u: float, v: float, side: int) -> Point:
        x, y = 2 * u - 1, 2 * v - 1
        seal = max(0.0, (abs(y) - 0.86) / 0.14)
        inside = 1 - (abs(y) / 0.9) ** 4 if abs(y) < 0.9 else 0.0
        bulge = thickness * max(0.0, 1 - abs(x) ** 2.6) ** 0.6 * inside ** 0.5
        wrinkle = (math.sin(14 * u + phase[0] + 5 * v) * math.sin(9 * v + phase[1])
                   + 0.7 * math.sin(23 * u - 11 * v + phase[2])
                   + 0.6 * math.sin(31 * v + phase[3] + 8 * u))
        wrinkle *= 0.0016 * (1 - seal) * (0.35 + abs(x) + 0.6 * abs(y))
        crimp = 0.0012 * math.sin(v * steps * math.pi) * seal
        pinch = 1 - 0.05 * abs(y) ** 6
        depth = side * -(bulge + wrinkle * (0.3 + bulge / thickness)) + crimp
        return (u - 0.5) * width * pinch, depth, v * height

    for side in (1, -1):
        base = len(mesh.vertices)
        grid = [(i / steps, j / steps) for j in range(steps + 1) for i in range(steps + 1)]
        mesh.vertices += [point(u, v, side) for u, v in grid]
        for j in range(steps):
            for i in range(steps):
                first = j * (steps + 1) + i
                local = [first, first + 1, first + steps + 2, first + steps + 1]
                if side < 0:
                    local.reverse()
                uv = [(grid[k][0] / 2 if side > 0 else (1 - grid[k][0]) / 2, grid[k][1])
                      for k in local]
                mesh.add_face(tuple(base + k for k in local), uv)
    return mesh


def rice_ball(width: float = 0.105, thickness: float = 0.036, radius: float = 0.018) -> Mesh:
    """A triangular rice ball in printed film, rounded corners of `radius`."""
    film = Surface(label=True, roughness=0.2, clearcoat=0.5, bump=0.12, bump_scale=40)
    mesh = Mesh([film])
    centre_z = width * 0.3
    outline: list[tuple[float, float]] = []
    for (x, z), middle in (((-width / 2, 0.0), 210), ((width / 2, 0.0), 330),
                           ((0.0, width * 0.9), 90)):
        away = math.hypot(x, centre_z - z)
        cx = x - x / away * radius * 1.6
        cz = z + (centre_z - z) / away * radius * 1.6
        for k in range(9):
            turn = math.radians(middle - 60 + 15 * k)
            outline.append((cx + radius * math.cos(turn), cz + radius * math.sin(turn)))
    low = min(z for _, z in outline)
    tall = max(z for _, z in outline) - low
    count, half = len(outline), thickness / 2
    for y, scale in ((-half, 0.86), (-half * 0.72, 0.97), (0, 1.0), (half * 0.72, 0.97),
                     (half, 0.86)):
        mesh.vertices += [(x * scale, y, (z - centre_z) * scale + centre_z - low)
                          for x, z in outline]

    def uv(index: int, front: bool) -> TexturePoint:
        x, _, z = mesh.vertices[index]
        offset = x / (width * 1.02) * 0.5
        return 0.25 + (offset if front else -offset), z / tall

    for ring in range(4):
        for k in range(count):
            after = (k + 1) % count
            corners = (ring * count + k, ring * count + after,
                       (ring + 1) * count + after, (ring + 1) * count + k)
            mesh.add_face(corners, [uv(c, ring < 2) for c in corners])
    front = tuple(range(count))
    back = tuple(4 * count + k for k in reversed(range(count)))
    mesh.add_face(front, [uv(c, True) for c in front])
    mesh.add_face(back, [uv(c, False) for c in back])
    return mesh
