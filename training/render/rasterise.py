"""The fast picture of a package: C rasteriser, numpy shading, no Blender.

    python3 -m render.rasterise OUT VIEWS SEED     (ten products, from the training folder)

About 0.06 s a cut-out; written as `{class}_{seed}_{view:03d}.png`.
"""
from __future__ import annotations

import math
import random
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from catalogue import PRODUCTS, Package

from . import light_map
from .mesh import Mesh, Surface
from .native import rasterise
from .poses import Pose, random_pose
from .shapes import FLAT_SHAPES, build

if TYPE_CHECKING:
    from PIL import Image

MARGIN = 1.06
_LINEAR = np.power(np.arange(256, dtype=np.float32) / 255, np.float32(2.2))
SMOOTH_BELOW = math.cos(math.radians(40))  # sharper edges keep flat normals


@dataclass(frozen=True)
class Triangles:
    """A mesh cut into triangles with corner normals."""

    vertices: np.ndarray
    corners: np.ndarray
    normals: np.ndarray
    uv: np.ndarray
    surface: np.ndarray


def triangulate(mesh: Mesh, outward: bool) -> Triangles:
    """`outward` flips faces that look at the middle (flat packages mix windings)."""
    corners, uv, surface = [], [], []
    for face, texture, number in zip(mesh.faces, mesh.corner_uv, mesh.face_surface):
        for k in range(1, len(face) - 1):
            corners.append((face[0], face[k], face[k + 1]))
            uv.append((texture[0], texture[k], texture[k + 1]))
            surface.append(number)
    vertices = np.array(mesh.vertices, np.float32)
    corners = np.array(corners, np.int32)
    points = vertices[corners].astype(np.float64)
    area = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    if outward:
        inward = ((points.mean(1) - vertices.mean(0)) * area).sum(1) < 0
        area[inward] *= -1
    flat = area / np.maximum(1e-12, np.linalg.norm(area, axis=1, keepdims=True))
    normals = np.repeat(flat[:, None], 3, 1)
    if mesh.smooth:
        welded = np.unique(np.round(vertices * 1e5).astype(np.int64), axis=0,
                           return_inverse=True)[1].reshape(-1)
        total = np.zeros((welded.max() + 1, 3))
        for k in range(3):
            np.add.at(total, welded[corners[:, k]], area)
        total /= np.maximum(1e-12, np.linalg.norm(total, axis=1, keepdims=True))
        soft = total[welded[corners]]
        near = (soft * flat[:, None]).sum(-1) > SMOOTH_BELOW
        normals = np.where(near[..., None], soft, normals)
    return Triangles(vertices, corners, normals.astype(np.float32), np.array(uv, np.float32),
                     np.array(surface))


@lru_cache(maxsize=1024)
def _prepared(package: Package) -> tuple[Triangles, list[Surface]]:
    mesh = build(package, random.Random(5))
    mixed_windings = package.shape in (*FLAT_SHAPES, "carton")
    return triangulate(mesh, mixed_windings), mesh.surfaces


def linear_texture(image: Image.Image) -> np.ndarray:
    """A label picture as linear float32 RGB in 0..1."""
    return linear_pixels(np.asarray(image.convert("RGB")))


def linear_pixels(image: np.ndarray) -> np.ndarray:
    """An uint8 RGB label picture as linear float32 RGB in 0..1."""
    return _LINEAR[image]


def _linear_colour(colour: str) -> np.ndarray:
    values = np.array([int(colour[i:i + 2], 16) for i in (1, 3, 5)], np.float32) / 255
    return np.power(values, 2.2)


@dataclass
class Hits:
    """Per covered pixel: where the surface looks, where the viewer is, its label point."""

    normal: np.ndarray
    view: np.ndarray
    uv: np.ndarray
    surface: np.ndarray
    row: np.ndarray
    column: np.ndarray


def project(shape: Triangles, pose: Pose, size: int, share: float = 1.0,
             framed: int | None = None) -> Hits:
    """The first `framed` vertices (all unless said) fill `share` of the picture."""
    points = shape.vertices @ pose.rotation.T.astype(np.float32)
    points = points - (points[:framed].min(0) + points[:framed].max(0)) / 2
    eye = pose.distance * np.array([0, -math.cos(pose.elevation), math.sin(pose.elevation)])
    forward = -eye / np.linalg.norm(eye)
    right = np.array([1.0, 0, 0])
    up = np.cross(right, forward)
    cos, sin = math.cos(pose.roll), math.sin(pose.roll)
    right, up = right * cos + up * sin, up * cos - right * sin
    relative = points - eye
    depth = relative @ forward
    x, y = (relative @ right) / depth, (relative @ up) / depth
    reach = max(np.abs(x[:framed]).max(), np.abs(y[:framed]).max()) * MARGIN / share
    nearest, weights = rasterise(shape.corners, (x / reach + 1) * size / 2,
                                 (1 - y / reach) * size / 2, 1 / depth, size)
    pixels = np.nonzero(nearest >= 0)[0]
    hit, share = nearest[pixels], weights[pixels][..., None]
    normal = (shape.normals[hit] * share).sum(1) @ pose.rotation.T.astype(np.float32)
    normal /= np.maximum(1e-9, np.linalg.norm(normal, axis=1, keepdims=True))
    view = (points[shape.corners[hit]] * share).sum(1) - eye
    view /= np.linalg.norm(view, axis=1, keepdims=True)
    normal[(normal * view).sum(1) > 0] *= -1
    return Hits(normal, view, (shape.uv[hit] * share).sum(1), shape.surface[hit],
                 pixels // size, pixels % size)


def _wrinkle(hits: Hits, size: int, rng: np.random.RandomState) -> None:
    bend = cv2.resize(rng.randn(20, 20, 3).astype(np.float32), (size, size),
                      interpolation=cv2.INTER_CUBIC)
    hits.normal = hits.normal + bend[hits.row, hits.column] * 0.18
    hits.normal /= np.linalg.norm(hits.normal, axis=1, keepdims=True)


def _shade(hits: Hits, surfaces: list[Surface], texture: np.ndarray, clear: bool,
           rng: np.random.RandomState) -> tuple[np.ndarray, np.ndarray]:
    """Linear colour and alpha per covered pixel."""
    facing = np.clip(-(hits.normal * hits.view).sum(1), 0, 1)
    colour = np.zeros((len(facing), 3), np.float32)
    alpha = np.ones(len(facing), np.float32)
    gloss, metal, rough = (np.zeros(len(facing), np.float32) for _ in range(3))
    height, width = texture.shape[:2]
    printed = light_map.sample(texture, (hits.uv[:, 0] % 1) * (width - 1),
                               (1 - np.clip(hits.uv[:, 1], 0, 1)) * (height - 1))
    for number, surface in enumerate(surfaces):
        here = hits.surface == number
        colour[here] = printed[here] if surface.label else _linear_colour(surface.colour)
        if surface.transmission:  # liquid: darker towards the middle, bright rims
            seen = facing[here][:, None]
            colour[here] *= 0.45 + 0.75 * (1 - seen) + 0.3 * seen ** 4
            if clear:
                alpha[here] = 0.45 + 0.5 * (1 - seen[:, 0]) ** 1.5
        metal[here], rough[here] = surface.metallic, surface.roughness
        gloss[here] = 1 + surface.clearcoat
    panorama = light_map.random_panorama(rng)
    matt = light_map.look_up(light_map.diffuse(panorama), hits.normal)
    bounce = hits.view - 2 * (hits.normal * hits.view).sum(1, keepdims=True) * hits.normal
    mirrored = light_map.look_up(light_map.blurred(panorama, 3.0), bounce)
    for limit, sigma in ((0.32, 1.0), (0.15, 0.0)):
        source = light_map.blurred(panorama, sigma) if sigma else panorama
        mirrored = np.where((rough < limit)[:, None], light_map.look_up(source, bounce), mirrored)
    fresnel = (0.04 + 0.96 * (1 - facing) ** 5) * np.clip(1.2 - rough, 0, 1) * gloss
    light = colour * matt * (1 - metal[:, None]) + mirrored * fresnel[:, None]
    light += mirrored * colour * metal[:, None] * 0.9
    light *= (1 - 0.25 * np.clip(-hits.normal[:, 2], 0, 1))[:, None]
    light *= np.exp(rng.normal(0, 0.25)) * 0.75 / max(0.2, float(matt.mean()))
    return light, alpha


def draw(package: Package, texture: np.ndarray, pose: Pose, rng: np.random.RandomState,
         size: int = 256, oversample: float = 1.5) -> np.ndarray:
    """An RGBA uint8 cut-out of a package, `size` pixels square."""
    shape, surfaces = _prepared(package)
    return draw_mesh(shape, surfaces, texture, pose, rng, package.clear, size, oversample)


def draw_mesh(shape: Triangles, surfaces: list[Surface], texture: np.ndarray, pose: Pose,
              rng: np.random.RandomState, clear: bool = False, size: int = 256,
              oversample: float = 1.5) -> np.ndarray:
    """An RGBA uint8 cut-out of any mesh; `clear` lets its liquid be seen through."""
    inner = int(size * oversample)
    return _finish(project(shape, pose, inner), surfaces, texture, rng, clear, size, inner)[0]


def draw_held(package: Package, texture: np.ndarray, pose: Pose, hand: Triangles,
              hand_surfaces: list[Surface], rng: np.random.RandomState, size: int = 384,
              oversample: float = 1.3, share: float = 0.62) -> tuple[np.ndarray, np.ndarray]:
    """A package in a hand, the package filling `share` of the picture.

    Returns the RGBA uint8 cut-out of both and how much (uint8 0..255) of each pixel
    is the package.
    """
    shape, surfaces = _prepared(package)
    return _draw_held(shape, surfaces, texture, pose, hand, hand_surfaces, rng, package.clear,
                      size, oversample, share)


def draw_held_mesh(mesh: Mesh, texture: np.ndarray, pose: Pose, hand: Triangles,
                   hand_surfaces: list[Surface], rng: np.random.RandomState, size: int = 384,
                   oversample: float = 1.3, share: float = 0.62) -> tuple[np.ndarray, np.ndarray]:
    """draw_held for any mesh, such as a printed sheet."""
    return _draw_held(triangulate(mesh, False), mesh.surfaces, texture, pose, hand, hand_surfaces,
                      rng, False, size, oversample, share)


def draw_bare_hand(package: Package, pose: Pose, hand: Triangles, hand_surfaces: list[Surface],
                   rng: np.random.RandomState, size: int = 384, oversample: float = 1.3,
                   share: float = 0.62) -> np.ndarray:
    """The hand of draw_held without the package it closes round."""
    shape, surfaces = _prepared(package)
    gone = Triangles(shape.vertices, shape.corners[:0], shape.normals[:0], shape.uv[:0],
                     shape.surface[:0])
    return _draw_held(gone, surfaces, np.zeros((2, 2, 3), np.float32), pose, hand, hand_surfaces,
                      rng, False, size, oversample, share)[0]


def _draw_held(shape: Triangles, surfaces: list[Surface], texture: np.ndarray, pose: Pose,
               hand: Triangles, hand_surfaces: list[Surface], rng: np.random.RandomState,
               clear: bool, size: int, oversample: float,
               share: float) -> tuple[np.ndarray, np.ndarray]:
    inner = int(size * oversample)
    both = Triangles(np.concatenate([shape.vertices, hand.vertices]),
                     np.concatenate([shape.corners, hand.corners + len(shape.vertices)]),
                     np.concatenate([shape.normals, hand.normals]),
                     np.concatenate([shape.uv, hand.uv]),
                     np.concatenate([shape.surface, hand.surface + len(surfaces)]))
    hits = project(both, pose, inner, share, len(shape.vertices))
    part = np.zeros((inner, inner), np.float32)
    part[hits.row, hits.column] = hits.surface < len(surfaces)
    image, _ = _finish(hits, [*surfaces, *hand_surfaces], texture, rng, clear, size, inner)
    mask = cv2.resize(part, (size, size), interpolation=cv2.INTER_AREA)
    return image, (mask * 255).astype(np.uint8)


def _finish(hits: Hits, surfaces: list[Surface], texture: np.ndarray,
            rng: np.random.RandomState, clear: bool, size: int,
            inner: int) -> tuple[np.ndarray, Hits]:
    """Shade, tone and shrink what was hit."""
    if any(surface.bump for surface in surfaces):
        _wrinkle(hits, inner, rng)
    light, alpha = _shade(hits, surfaces, texture, clear, rng)
    light = np.clip(light / (1 + np.clip(light - 0.8, 0, None) * 0.4), 0, 1) ** (1 / 2.2)
    image = np.zeros((inner, inner, 4), np.float32)
    image[hits.row, hits.column, :3] = light * alpha[:, None]
    image[hits.row, hits.column, 3] = alpha
    image = cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA)
    image[..., :3] /= np.maximum(image[..., 3:], 1e-4)
    return np.clip(image * 255, 0, 255).astype(np.uint8), hits


def main() -> None:
    from PIL import Image

    from art.textures import product_texture

    out, views, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for index, product in enumerate(PRODUCTS):
        poses, noise = random.Random(1000 * index + seed), np.random.RandomState(100 * index + seed)
        texture = linear_texture(product_texture(product))
        for view in range(views):
            picture = draw(product, texture, random_pose(product.shape, poses), noise)
            Image.fromarray(picture).save(out / f"{index}_{seed}_{view:03d}.png")
    (out / "DONE").touch()


if __name__ == "__main__":
    main()
