"""Small numeric helpers and the one mesh type of the people: a bent rectangular grid."""
from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

Knots = tuple[tuple[float, float], ...]


def ease(low: float, high: float, x: np.ndarray) -> np.ndarray:
    """0 below `low`, 1 above `high` (or the other way round), smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def bump(x: np.ndarray, z: np.ndarray, cx: float, cz: float, wide: float,
         tall: float) -> np.ndarray:
    return np.exp(-((x - cx) / wide) ** 2 / 2 - ((z - cz) / tall) ** 2 / 2)


def curve(knots: Knots, x: np.ndarray, soft: float = 0.05) -> np.ndarray:
    """The polyline through `knots`, its corners rounded (`soft`: share of its length)."""
    xs, ys = zip(*knots)
    count, pad = 512, 256
    span = xs[-1] - xs[0]
    fine = xs[0] + span * (np.arange(-pad, count + pad) / (count - 1))
    line = np.interp(fine, xs, ys).astype(np.float32)[None]
    line = cv2.GaussianBlur(line, (0, 0), max(soft * count, 0.5))[0]
    return np.interp(x, fine, line)


def noise(rng: np.random.RandomState, height: int, width: int, cells: float, octaves: int = 4,
          stretch: float = 1.0) -> np.ndarray:
    """Smooth noise, mean 0 and deviation 1; `stretch` > 1 makes it streak downwards."""
    total = np.zeros((height, width), np.float32)
    for k in range(octaves):
        rows, columns = max(2, int(cells * 2 ** k / stretch)), max(2, int(cells * 2 ** k))
        part = rng.randn(rows, columns).astype(np.float32)
        part = cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC)
        total += part * 0.6 ** k
    return (total - total.mean()) / total.std()


@dataclass
class Grid:
    """Points (rows, columns, 3) with normals; `moves` 1 follows the head, 0 stays with the body."""

    points: np.ndarray
    normals: np.ndarray
    uv: np.ndarray
    moves: np.ndarray
    part: int

    @property
    def shape(self) -> tuple[int, int]:
        return self.points.shape[:2]


def normals_of(points: np.ndarray, wrapped: bool) -> np.ndarray:
    """Smooth normals of a grid, pointing out where columns run from -x over the front to +x."""
    if wrapped:
        wide = np.concatenate([points[:, -2:-1], points, points[:, 1:2]], 1)
        across = wide[:, 2:] - wide[:, :-2]
    else:
        across = np.gradient(points, axis=1)
    down = np.gradient(points, axis=0)
    out = np.cross(down, across)
    return out / np.maximum(1e-12, np.linalg.norm(out, axis=2, keepdims=True))


def make_grid(points: np.ndarray, part: int, uv: np.ndarray | None = None, moves: float | np.ndarray
              = 1.0, wrapped: bool = True) -> Grid:
    points = points.astype(np.float64)
    if uv is None:  # texture point: straight from the front
        uv = points[..., [0, 2]]
    moves = np.broadcast_to(np.asarray(moves, np.float64), points.shape[:2])
    return Grid(points, normals_of(points, wrapped), uv, moves, part)


def triangles_of(rows: int, columns: int, first: int = 0) -> np.ndarray:
    corner = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)[None]).ravel() + first
    a, b, c, d = corner, corner + 1, corner + columns, corner + columns + 1
    return np.concatenate([np.stack([a, c, b], 1), np.stack([b, c, d], 1)]).astype(np.int32)


@dataclass
class Mesh:
    """Several grids as one list of triangles."""

    points: np.ndarray
    normals: np.ndarray
    moves: np.ndarray
    uv: np.ndarray
    part: np.ndarray
    triangles: np.ndarray


def merge(grids: list[Grid]) -> Mesh:
    first, triangles = 0, []
    for grid in grids:
        triangles.append(triangles_of(*grid.shape, first))
        first += grid.shape[0] * grid.shape[1]

    def flat(attribute: str, width: int) -> np.ndarray:
        return np.concatenate([getattr(grid, attribute).reshape(-1, width)
                               for grid in grids]).astype(np.float32)

    part = np.concatenate([np.full(grid.shape[0] * grid.shape[1], grid.part) for grid in grids])
    return Mesh(flat("points", 3), flat("normals", 3),
                flat("moves", 1)[:, 0], flat("uv", 2), part, np.concatenate(triangles))
