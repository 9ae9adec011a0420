"""A renderer-neutral mesh: Blender and the C rasteriser both take it.

Lengths are metres, z is up, the front of every package looks along -y and its
base stands on z = 0.
"""
from __future__ import annotations

import math
from dataclasses import dataclass, field

Point = tuple[float, float, float]
TexturePoint = tuple[float, float]


@dataclass(frozen=True)
class Surface:
    """What a face is made of. All numbers are 0..1 except `ior`.

    `label` surfaces take their colour from the label picture.
    """

    colour: str = "#ffffff"
    label: bool = False
    roughness: float = 0.3
    metallic: float = 0.0
    transmission: float = 0.0
    clearcoat: float = 0.0
    ior: float = 1.45
    bump: float = 0.0
    bump_scale: float = 30.0


@dataclass
class Mesh:
    """Polygons with one texture point per corner and one surface per face."""

    surfaces: list[Surface]
    vertices: list[Point] = field(default_factory=list)
    faces: list[tuple[int, ...]] = field(default_factory=list)
    corner_uv: list[list[TexturePoint]] = field(default_factory=list)
    face_surface: list[int] = field(default_factory=list)
    smooth: bool = True
    bevel: float = 0.0  # rounding of the edges, metres

    def add_face(self, corners: tuple[int, ...], uv: list[TexturePoint], surface: int = 0) -> None:
        self.faces.append(corners)
        self.corner_uv.append(uv)
        self.face_surface.append(surface)


@dataclass(frozen=True)
class Ring:
    """One step of a turned profile; `surface` covers from here to the next ring."""

    radius: float
    height: float
    surface: int


def turned(profile: list[Ring], surfaces: list[Surface], label: tuple[float, float],
           segments: int = 64) -> Mesh:
    """Turn a profile about the z axis.

    `label` is the height range mapped to v 0..1. u runs once round with
    u = 0.25 at the front (-y).
    """
    mesh = Mesh(surfaces)
    for ring in profile:
        for k in range(segments):
            turn = math.tau * k / segments - math.pi
            mesh.vertices.append((ring.radius * math.cos(turn), ring.radius * math.sin(turn),
                                  ring.height))

    def v_of(height: float) -> float:
        return (height - label[0]) / (label[1] - label[0])

    for row, (low, high) in enumerate(zip(profile, profile[1:])):
        for k in range(segments):
            after = (k + 1) % segments
            u0, u1 = k / segments, (k + 1) / segments
            v0, v1 = v_of(low.height), v_of(high.height)
            mesh.add_face((row * segments + k, row * segments + after,
                           (row + 1) * segments + after, (row + 1) * segments + k),
                          [(u0, v0), (u1, v0), (u1, v1), (u0, v1)], low.surface)
    _close_ends(mesh, profile, segments)
    return mesh


def _close_ends(mesh: Mesh, profile: list[Ring], segments: int) -> None:
    """Discs at the bottom and at the top; a labelled top shows the front art."""
    bottom, top = len(mesh.vertices), len(mesh.vertices) + 1
    mesh.vertices += [(0, 0, profile[0].height), (0, 0, profile[-1].height)]
    last = (len(profile) - 1) * segments
    for k in range(segments):
        after = (k + 1) % segments
        mesh.add_face((after, k, bottom), [(0.02, 0.02)] * 3, profile[0].surface)
        rim = [(0.25 + 0.17 * math.cos(a), 0.5 + 0.48 * math.sin(a))
               for a in (math.tau * q / segments - math.pi for q in (k, k + 1))]
        mesh.add_face((last + k, last + after, top), [*rim, (0.25, 0.5)], profile[-1].surface)
