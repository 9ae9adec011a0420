"""Packages and hands as layers of a picture, with their depth."""
from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from catalogue import Package
from render.grip import Chain, HandShape
from render.native import rasterise
from render.rasterise import Hits, _prepared, _shade, _wrinkle

from .camera import Camera

OVERSAMPLE = 1.5
LIGHT = np.array([-0.35, -0.55, 0.76])
FAR = 1e6


@dataclass
class Layer:
    """Premultiplied RGBA (float32, 0..1) of a part of the picture; depth in metres, `FAR` where there is nothing."""

    image: np.ndarray
    depth: np.ndarray
    left: int
    top: int


def middle_of(package: Package) -> np.ndarray:
    vertices = _prepared(package)[0].vertices
    return (vertices.min(0) + vertices.max(0)) / 2


def half_height(package: Package, turn: np.ndarray) -> float:
    """How far the middle of a turned package is above what it stands on, metres."""
    points = (_prepared(package)[0].vertices - middle_of(package)) @ turn.T
    return float(-points[:, 2].min())


def draw_package(camera: Camera, package: Package, texture: np.ndarray, turn: np.ndarray,
                 place: np.ndarray, light_seed: int) -> Layer | None:
    """`turn` (3, 3) about its middle, `place` of the middle in the world."""
    shape, surfaces = _prepared(package)
    points = (shape.vertices - middle_of(package)) @ turn.T + place
    x, y, depth = camera.project(points)
    left, top = int(np.floor(x.min())) - 1, int(np.floor(y.min())) - 1
    size = int(np.ceil(max(x.max() - left, y.max() - top))) + 2
    if left > camera.width or top > camera.height or left + size < 0 or top + size < 0 or size > 900:
        return None
    inner = int(size * OVERSAMPLE)
    scale = inner / size
    nearest, weights = rasterise(shape.corners, (x - left) * scale, (y - top) * scale, 1 / depth, inner)
    pixels = np.nonzero(nearest >= 0)[0]
    if len(pixels) < 9:
        return None
    hit, share = nearest[pixels], weights[pixels][..., None]
    normal = (shape.normals[hit] * share).sum(1) @ turn.T
    normal /= np.maximum(1e-9, np.linalg.norm(normal, axis=1, keepdims=True))
    view = (points[shape.corners[hit]] * share).sum(1) - camera.eye
    far = view @ camera.forward
    view /= np.linalg.norm(view, axis=1, keepdims=True)
    normal[(normal * view).sum(1) > 0] *= -1
    hits = Hits(normal.astype(np.float32), view.astype(np.float32), (shape.uv[hit] * share).sum(1),
                 shape.surface[hit], pixels // inner, pixels % inner)
    noise = np.random.RandomState(light_seed)
    if any(surface.bump for surface in surfaces):
        _wrinkle(hits, inner, np.random.RandomState(light_seed + 1))
    colour, alpha = _shade(hits, surfaces, texture, package.clear, noise)
    colour = np.clip(colour / (1 + np.clip(colour - 0.8, 0, None) * 0.4), 0, 1) ** (1 / 2.2)
    image = np.zeros((inner, inner, 4), np.float32)
    image[hits.row, hits.column, :3] = colour * alpha[:, None]
    image[hits.row, hits.column, 3] = alpha
    deep = np.full((inner, inner), FAR, np.float32)
    deep[hits.row, hits.column] = far
    return Layer(cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA),
                 cv2.resize(deep, (size, size), interpolation=cv2.INTER_NEAREST), left, top)


def draw_hand(camera: Camera, shape: HandShape, turn: np.ndarray, place: np.ndarray, middle: np.ndarray,
              skin: np.ndarray, sleeve: np.ndarray) -> Layer:
    """The balls of a hand, each as a shaded disc with depth; colours are RGB 0..1."""
    image = np.zeros((camera.height, camera.width, 4), np.float32)
    deep = np.full((camera.height, camera.width), FAR, np.float32)
    for chains, colour in ((shape.skin, skin), ([shape.sleeve], sleeve)):
        _draw_balls(camera, image, deep, chains, turn, place, middle, colour)
    return Layer(image, deep, 0, 0)


def _draw_balls(camera: Camera, image: np.ndarray, deep: np.ndarray, chains: list[Chain], turn: np.ndarray,
                place: np.ndarray, middle: np.ndarray, colour: np.ndarray) -> None:
    points = (np.concatenate([chain.points for chain in chains]) - middle) @ turn.T + place
    radii = np.concatenate([chain.radii for chain in chains])
    xs, ys, depths = camera.project(points)
    axes = np.stack([camera.right, camera.up, -camera.forward])
    light = axes @ LIGHT
    for x, y, depth, radius in zip(xs, ys, depths, radii):
        reach = camera.focal * radius / depth
        x0, x1 = max(0, int(x - reach)), min(camera.width, int(x + reach) + 2)
        y0, y1 = max(0, int(y - reach)), min(camera.height, int(y + reach) + 2)
        if x1 <= x0 or y1 <= y0 or reach > 300:
            continue
        u = (np.arange(x0, x1) + 0.5 - x)[None] / reach
        v = (y - np.arange(y0, y1) - 0.5)[:, None] / reach
        rest = 1 - u * u - v * v
        edge = np.clip(rest * reach / 2 + 0.5, 0, 1)
        out = np.sqrt(np.clip(rest, 0, 1))
        near = depth - out * radius
        region, depth_region = image[y0:y1, x0:x1], deep[y0:y1, x0:x1]
        seen = (edge > 0) & (near < depth_region)
        shade = 0.52 + 0.55 * np.clip(u * light[0] + v * light[1] + out * light[2], 0, 1)
        alpha = np.where(seen, edge, 0)[..., None]
        region[..., :3] = region[..., :3] * (1 - alpha) + shade[..., None] * colour * alpha
        region[..., 3:] = np.maximum(region[..., 3:], alpha)
        depth_region[seen & (edge > 0.5)] = near[seen & (edge > 0.5)]


def smear(layer: Layer, dx: float, dy: float) -> Layer:
    """Blurred along a motion of so many pixels."""
    length = int(np.hypot(dx, dy))
    if length < 2:
        return layer
    size = min(41, length) | 1
    kernel = np.zeros((size, size), np.float32)
    c, s = dx / np.hypot(dx, dy) * size / 2, dy / np.hypot(dx, dy) * size / 2
    cv2.line(kernel, (round(size / 2 - c), round(size / 2 - s)), (round(size / 2 + c), round(size / 2 + s)), 1, 1)
    pad = size // 2 if layer.left or layer.top or layer.image.shape[0] == layer.image.shape[1] else 0
    image = cv2.copyMakeBorder(layer.image, pad, pad, pad, pad, cv2.BORDER_CONSTANT)
    depth = cv2.copyMakeBorder(layer.depth, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=FAR)
    return Layer(cv2.filter2D(image, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE),
                 cv2.erode(depth, np.ones((size, size), np.uint8)), layer.left - pad, layer.top - pad)


def paste(picture: np.ndarray, layer: Layer, nearest: np.ndarray) -> None:
    """Over a float32 RGB picture (0..1), where nothing nearer is; `nearest` is the depth of what is there so far."""
    height, width = layer.depth.shape
    x0, y0 = max(0, layer.left), max(0, layer.top)
    x1, y1 = min(picture.shape[1], layer.left + width), min(picture.shape[0], layer.top + height)
    if x1 <= x0 or y1 <= y0:
        return
    part = np.s_[y0 - layer.top:y1 - layer.top, x0 - layer.left:x1 - layer.left]
    # Soft edges have the depth of what they are the edge of.
    depth = cv2.erode(layer.depth, np.ones((3, 3), np.uint8))[part]
    seen = depth < nearest[y0:y1, x0:x1]
    image = layer.image[part] * seen[..., None]
    region, deep = picture[y0:y1, x0:x1], nearest[y0:y1, x0:x1]
    region *= 1 - image[..., 3:]
    region += image[..., :3]
    solid = seen & (image[..., 3] > 0.5)
    deep[solid] = depth[solid]
