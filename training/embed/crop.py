"""The crop the store gives the embedder: a square round a box, a little larger than it."""

from __future__ import annotations

import cv2
import numpy as np

from learn.images import LETTERBOX_GREY

from .net import SIDE

LOOSENESS = 1.15
"""Side of the square over the longer side of the box."""


def crop_box(image: np.ndarray, box: np.ndarray) -> np.ndarray:
    """Square crop uint8 RGB [SIDE, SIDE, 3] round the middle of box x1, y1, x2, y2 (pixels);
    what lies outside the picture is grey."""
    x1, y1, x2, y2 = (float(value) for value in box)
    side = max(2, round(max(x2 - x1, y2 - y1) * LOOSENESS))
    left, top = round((x1 + x2 - side) / 2), round((y1 + y2 - side) / 2)
    height, width = image.shape[:2]
    square = np.full((side, side, 3), LETTERBOX_GREY, np.uint8)
    inside_x = slice(max(0, left), min(width, left + side))
    inside_y = slice(max(0, top), min(height, top + side))
    if inside_x.start < inside_x.stop and inside_y.start < inside_y.stop:
        rows = slice(inside_y.start - top, inside_y.stop - top)
        columns = slice(inside_x.start - left, inside_x.stop - left)
        square[rows, columns] = image[inside_y, inside_x]
    interpolation = cv2.INTER_AREA if side > SIDE else cv2.INTER_LINEAR
    return cv2.resize(square, (SIDE, SIDE), interpolation=interpolation)


def network_input(crops: np.ndarray) -> np.ndarray:
    """Crops uint8 [N, SIDE, SIDE, 3] as float32 [N, 3, SIDE, SIDE] in 0..1."""
    return np.ascontiguousarray(crops.transpose(0, 3, 1, 2), np.float32) / 255
