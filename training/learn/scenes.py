"""Labelled test scenes on disk: `images/*.png` with YOLO text labels."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .images import read_rgb


def read_scenes(folder: Path) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Read all scenes that have a label file (an empty one means no objects).

    Returns pictures (uint8 RGB) and boxes (float32 [n, 5]: class, x1, y1, x2,
    y2 in pixels), in the order of the file names.
    """
    images, truths = [], []
    for path in sorted((folder / "images").glob("*.png")):
        labels = folder / "labels" / f"{path.stem}.txt"
        if labels.exists():
            image = read_rgb(path)
            images.append(image)
            truths.append(_pixel_boxes(labels.read_text(), image.shape[1], image.shape[0]))
    return images, truths


def read_shares(folder: Path) -> list[np.ndarray]:
    """How much of its whole box is seen of every labelled object, 0..1, scene by scene."""
    shares = []
    for path in sorted((folder / "images").glob("*.png")):
        if (folder / "labels" / f"{path.stem}.txt").exists():
            words = (folder / "shares" / f"{path.stem}.txt").read_text().split()
            shares.append(np.array(words, np.float32))
    return shares


def _pixel_boxes(text: str, width: int, height: int) -> np.ndarray:
    """Lines `class cx cy w h` (shares of the picture) as corner boxes in pixels."""
    rows = []
    for line in text.splitlines():
        if line.strip():
            label, x, y, w, h = (float(value) for value in line.split()[:5])
            rows.append(
                (
                    label,
                    (x - w / 2) * width,
                    (y - h / 2) * height,
                    (x + w / 2) * width,
                    (y + h / 2) * height,
                )
            )
    return np.array(rows, np.float32).reshape(-1, 5)
