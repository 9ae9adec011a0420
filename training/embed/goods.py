"""Real photographs: which classes of the Grocery Store data set train, which measure.

Every fourth class by name, beginning with the second, is never trained on: 20 of 81.
"""

from __future__ import annotations

from pathlib import Path

from learn.photos import photo_classes

HELD_OUT_STEP, HELD_OUT_PLACE = 4, 1


def training_goods(folder: Path) -> list[list[Path]]:
    """Photos of the classes trained on, one list a class."""
    classes = photo_classes(folder)
    return [paths for place, paths in enumerate(classes) if place % HELD_OUT_STEP != HELD_OUT_PLACE]


def held_out_goods(folder: Path) -> list[list[Path]]:
    """Photos of the classes only measured on, one list a class."""
    return photo_classes(folder)[HELD_OUT_PLACE::HELD_OUT_STEP]
