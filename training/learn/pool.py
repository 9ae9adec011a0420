"""Pools of ready-made pictures in memory that several processes fill and one paints from.

A slot holds one RGBA picture, premultiplied, as an atlas of four sizes side by side, so
that a painter can sample it small without flicker: uint8 [channels, side, side * 3 / 2].
A fifth channel, where there is one, says how much of a pixel is the labelled thing.
"""

from __future__ import annotations

import mmap

import cv2
import numpy as np

LEVELS = 4
SUPPORT = 24
"""Directions in which the extreme point of a thing's silhouette is kept."""
LABEL, AREA, TALL, POINTS = 0, 1, 2, 4
"""Places in a slot's notes: class or -1, pixels of the thing, its length against 15 cm,
and the extreme points x, y from the middle of the picture in its pixels."""
NOTES = POINTS + 2 * SUPPORT
OPAQUE = 60
"""Alpha (0..255) from which a pixel counts as covered."""

_DIRECTIONS = np.stack(
    [
        np.cos(np.linspace(0, 2 * np.pi, SUPPORT, endpoint=False)),
        np.sin(np.linspace(0, 2 * np.pi, SUPPORT, endpoint=False)),
    ],
    1,
)


def shared_array(shape: tuple[int, ...], kind: type) -> np.ndarray:
    """An array of zeros that forked processes share; its pages exist once written."""
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    return np.frombuffer(mmap.mmap(-1, max(1, size)), kind).reshape(shape)


class Pool:
    """`fixed` slots filled once, then `turning` ones that are filled again and again.

    Worker w of n fills the turning slots w, w + n, w + 2n and so on.
    """

    def __init__(self, shape: tuple[int, ...], fixed: int, turning: int, workers: int) -> None:
        self.fixed, self.turning, self.workers = fixed, turning, workers
        self.pixels = shared_array((fixed + turning, *shape), np.uint8)
        self.notes = shared_array((fixed + turning, NOTES), np.float32)
        self.written = shared_array((workers,), np.int64)
        self.fixed_written = shared_array((workers,), np.int64)

    def next_slot(self, worker: int) -> int:
        """Number of the turning slot this worker fills next."""
        return (int(self.written[worker]) * self.workers + worker) % self.turning

    def fill_turning(self, worker: int, pixels: np.ndarray, notes: np.ndarray) -> None:
        slot = self.fixed + self.next_slot(worker)
        self.pixels[slot], self.notes[slot] = pixels, notes
        self.written[worker] += 1

    def ready(self) -> int:
        """Turning slots that are filled, counted from the first without a gap."""
        return min(self.turning, int(self.written.min()) * self.workers)


def atlas(image: np.ndarray, share: np.ndarray | None = None) -> np.ndarray:
    """RGBA [s, s, 4] (uint8) and perhaps the thing's share [s, s] as a slot's pixels."""
    side = image.shape[0]
    solid = image.astype(np.uint16)
    solid[..., :3] = (solid[..., :3] * solid[..., 3:] + 127) // 255
    planes = solid.astype(np.uint8)
    if share is not None:
        planes = np.concatenate([planes, share[..., None]], 2)
    result = np.zeros((side, side * 3 // 2, planes.shape[2]), np.uint8)
    result[:, :side] = planes
    top = 0
    for level in range(1, LEVELS):
        small = side >> level
        planes = cv2.resize(planes, (small, small), interpolation=cv2.INTER_AREA)
        result[top : top + small, side : side + small] = planes
        top += small
    return np.ascontiguousarray(result.transpose(2, 0, 1))


def notes_of(share: np.ndarray, label: int, tall: float) -> np.ndarray:
    """A slot's notes from the thing's share of each pixel (uint8 [s, s])."""
    notes = np.zeros(NOTES, np.float32)
    notes[LABEL], notes[TALL] = label, tall
    rows, columns = np.nonzero(share > OPAQUE)
    notes[AREA] = len(rows)
    if len(rows):
        points = np.stack([columns, rows], 1) - (share.shape[0] - 1) / 2
        points = points[_outline_only(share > OPAQUE, rows, columns)]
        notes[POINTS:] = points[(points @ _DIRECTIONS.T).argmax(0)].reshape(-1)
    return notes


def _outline_only(mask: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Which of the mask's pixels are the first or last of their row: enough for extremes."""
    first = np.zeros_like(mask)
    any_row = np.flatnonzero(mask.any(1))
    first[any_row, mask[any_row].argmax(1)] = True
    first[any_row, mask.shape[1] - 1 - mask[any_row, ::-1].argmax(1)] = True
    return first[rows, columns]


def centred(cutout: np.ndarray, side: int) -> np.ndarray:
    """A cropped RGBA picture in the middle of a square, shrunk where it is larger."""
    height, width = cutout.shape[:2]
    scale = min(1.0, side / max(height, width))
    if scale < 1:
        size = max(1, int(width * scale)), max(1, int(height * scale))
        cutout = cv2.resize(cutout, size, interpolation=cv2.INTER_AREA)
        height, width = cutout.shape[:2]
    result = np.zeros((side, side, cutout.shape[2]), np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    result[top : top + height, left : left + width] = cutout
    return result
