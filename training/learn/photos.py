"""Real photographs without our products: for backgrounds, and some never trained on.

They come from the Grocery Store data set (Marcus Klasson, MIT), one folder a class of
goods. Every fifth class by name is held out whole, so that the photos measured show
goods of which training has seen none.
"""

from __future__ import annotations

from pathlib import Path

HELD_OUT_STEP = 5


def photo_classes(folder: Path) -> list[list[Path]]:
    """The photos below a folder, one list a class (folder), in the order of names."""
    classes: dict[Path, list[Path]] = {}
    for path in sorted(folder.rglob("*.jpg")):
        classes.setdefault(path.parent, []).append(path)
    return [classes[name] for name in sorted(classes)]


def training_photos(folder: Path) -> list[Path]:
    """All photos of the classes that may be trained on."""
    chosen = [paths for index, paths in enumerate(photo_classes(folder)) if index % HELD_OUT_STEP]
    return [path for paths in chosen for path in paths]


def held_out_photos(folder: Path) -> list[Path]:
    """All photos of the classes that are only measured on."""
    return [path for paths in photo_classes(folder)[::HELD_OUT_STEP] for path in paths]
