"""The ten products of the shipped model, in class order, and its input size."""

from __future__ import annotations

from catalogue import PRODUCTS

CLASS_SLUGS: tuple[str, ...] = tuple(product.slug for product in PRODUCTS)
CLASS_COUNT = len(CLASS_SLUGS)

INPUT_WIDTH = 512
INPUT_HEIGHT = 384


def class_index(label: str) -> int:
    """Return the class index for a slug ("sarsi") or a decimal index ("3")."""
    return int(label) if label.isdigit() else CLASS_SLUGS.index(label)
