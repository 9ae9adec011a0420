"""Builds and loads `rasterise.c` with the system compiler."""
from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np

SOURCE = Path(__file__).with_name("rasterise.c")


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    folder = Path(tempfile.gettempdir()) / "yolo-train"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "rasterise.so"
    if not target.exists() or target.stat().st_mtime < SOURCE.stat().st_mtime:
        fresh = target.with_suffix(f".{os.getpid()}")
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", str(SOURCE), "-o", str(fresh), "-lm"],
                       check=True)
        fresh.replace(target)
    return ctypes.CDLL(str(target))


def rasterise(triangles: np.ndarray, x: np.ndarray, y: np.ndarray, inverse_depth: np.ndarray,
              size: int) -> tuple[np.ndarray, np.ndarray]:
    """Nearest triangle per pixel (-1: none) and its three weights, row by row."""
    triangles = np.ascontiguousarray(triangles, np.int32)
    columns = [np.ascontiguousarray(values, np.float32) for values in (x, y, inverse_depth)]
    nearest = np.full(size * size, -1, np.int32)
    depth = np.zeros(size * size, np.float32)
    weights = np.zeros((size * size, 3), np.float32)

    def address(array: np.ndarray) -> ctypes.c_void_p:
        return array.ctypes.data_as(ctypes.c_void_p)

    _library().rasterise(len(triangles), address(triangles), *map(address, columns), size,
                         address(nearest), address(depth), address(weights))
    return nearest, weights
