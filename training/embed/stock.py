"""What training composes its pictures from, filled by worker processes while it runs.

The workers write into files mapped into memory; training takes whatever is ready.
"""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from . import labels, shapes


@dataclass(frozen=True)
class Stock:
    """Geometry pictures and labels; `*_ready` is 1 where a row has been written.

    Row `variant * poses + pose` of the geometry arrays belongs to that pose of that shape.
    """

    folder: Path
    variants: int
    poses: int
    label_count: int

    def _array(self, name: str, kind: type, shape: tuple[int, ...]) -> np.ndarray:
        path = self.folder / f"{name}.bin"
        return np.memmap(path, kind, "r+" if path.exists() else "w+", shape=shape)

    @property
    def geometry_count(self) -> int:
        return self.variants * self.poses

    def arrays(self) -> dict[str, np.ndarray]:
        """All arrays, mapped afresh; every process calls this for itself."""
        count, size = self.geometry_count, shapes.SIZE
        return {
            "vectors": self._array("vectors", np.float16, (count, 8, size, size)),
            "material": self._array("material", np.uint8, (count, size, size)),
            "box": self._array("box", np.float32, (count, 4)),
            "geometry_ready": self._array("geometry_ready", np.uint8, (count,)),
            "label": self._array("label", np.uint8, (self.label_count, 3, labels.HEIGHT, labels.WIDTH)),
            "label_ready": self._array("label_ready", np.uint8, (self.label_count,)),
        }


def _fill(stock: Stock, rank: int, workers: int) -> None:
    os.nice(5)
    cv2.setNumThreads(1)
    arrays = stock.arrays()
    for row in range(rank, stock.geometry_count, workers):
        picture = shapes.posed_variant(row // stock.poses, row % stock.poses)
        arrays["vectors"][row], arrays["material"][row] = picture.vectors, picture.material
        arrays["box"][row] = picture.box
        arrays["geometry_ready"][row] = 1
    for row in range(rank, stock.label_count, workers):
        arrays["label"][row] = labels.label_picture(labels.design(row))
        arrays["label_ready"][row] = 1


def start_workers(stock: Stock, workers: int) -> list[multiprocessing.Process]:
    """Start filling; the processes end by themselves or with this one."""
    stock.folder.mkdir(parents=True, exist_ok=True)
    stock.arrays()  # the files exist before anybody maps them
    shapes.posed_variant(0, 0)  # compiles the rasteriser once
    context = multiprocessing.get_context("fork")
    started = []
    for rank in range(workers):
        process = context.Process(target=_fill, args=(stock, rank, workers), daemon=True)
        process.start()
        started.append(process)
    return started
