"""Reading of pictures: RGBA cut-outs, RGB textures, and letterboxing."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from .classes import PRODUCT_COUNT, class_index

ALPHA_VISIBLE = 8
"""Alpha (0..255) above which a cut-out pixel counts as part of the object."""

LETTERBOX_GREY = 114


def read_rgb(path: Path) -> np.ndarray:
    """Read a picture as uint8 RGB [H, W, 3]."""
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError(f"not a readable picture: {path}")
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def read_rgba(path: Path) -> np.ndarray:
    """Read a picture with alpha as uint8 RGBA [H, W, 4]."""
    image = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if image is None or image.ndim != 3 or image.shape[2] != 4:
        raise ValueError(f"not a readable picture with alpha: {path}")
    return cv2.cvtColor(image, cv2.COLOR_BGRA2RGBA)


def read_cutout(path: Path) -> np.ndarray | None:
    """Read an RGBA cut-out, cropped to its visible pixels.

    Returns uint8 RGBA [h, w, 4], or None for an unreadable, empty or tiny one
    (the renderer may still be writing the file).
    """
    image = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if image is None or image.ndim != 3 or image.shape[2] != 4:
        return None
    rows = np.flatnonzero((image[..., 3] > ALPHA_VISIBLE).any(axis=1))
    columns = np.flatnonzero((image[..., 3] > ALPHA_VISIBLE).any(axis=0))
    if len(rows) < 12 or len(columns) < 12:
        return None
    cropped = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return cv2.cvtColor(cropped, cv2.COLOR_BGRA2RGBA)


def finished_files(folder: Path, pattern: str, settle_seconds: float = 2.0) -> list[Path]:
    """Sorted files of a folder that were not written to in the last seconds."""
    newest = time.time() - settle_seconds
    return [path for path in sorted(folder.glob(pattern)) if os.path.getmtime(path) < newest]


def read_product_cutouts(folders: list[Path]) -> list[list[np.ndarray]]:
    """Read `{class}_{seed}_{view}.png` from all folders, grouped by class index."""
    groups: list[list[np.ndarray]] = [[] for _ in range(PRODUCT_COUNT)]
    for folder in folders:
        for path in finished_files(folder, "*.png"):
            cutout = read_cutout(path)
            if cutout is not None:
                groups[class_index(path.name.split("_")[0])].append(cutout)
    return groups


@dataclass(frozen=True)
class HeldCutout:
    """A product in a rendered hand: uint8 RGBA [h, w, 4], the product's class and
    its visible box in the picture, float32 [4]: x1, y1, x2, y2 in pixels."""

    image: np.ndarray
    label: int
    box: np.ndarray


def read_held_cutouts(folder: Path) -> list[HeldCutout]:
    """Read `{class}_{seed}_{view}.png`, each with its box `x1 y1 x2 y2` in a .txt."""
    found = []
    for path in finished_files(folder, "*.txt"):
        image = cv2.imread(str(path.with_suffix(".png")), cv2.IMREAD_UNCHANGED)
        box = np.array(path.read_text().split(), np.float32)
        if image is not None and image.shape[2:] == (4,) and len(box) == 4:
            label = class_index(path.name.split("_")[0])
            found.append(HeldCutout(cv2.cvtColor(image, cv2.COLOR_BGRA2RGBA), label, box))
    return found


def letterbox(image: np.ndarray, width: int, height: int) -> tuple[np.ndarray, float, float, float]:
    """Scale a picture into width x height, grey borders filling the rest.

    Returns (picture, scale, left, top): x_out = x_in * scale + left, likewise y.
    """
    source_height, source_width = image.shape[:2]
    scale = min(width / source_width, height / source_height)
    new_width, new_height = round(source_width * scale), round(source_height * scale)
    left, top = (width - new_width) // 2, (height - new_height) // 2
    result = np.full((height, width, 3), LETTERBOX_GREY, np.uint8)
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    result[top : top + new_height, left : left + new_width] = cv2.resize(
        image, (new_width, new_height), interpolation=interpolation
    )
    return result, scale, float(left), float(top)
