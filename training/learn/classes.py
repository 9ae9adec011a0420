"""The classes of the shipped model, the ten products and `package`, and its input size."""

from __future__ import annotations

from catalogue import PRODUCTS

PRODUCT_COUNT = len(PRODUCTS)
PACKAGE = PRODUCT_COUNT
"""Class of any package that is none of the products."""
CLASS_SLUGS: tuple[str, ...] = (*(product.slug for product in PRODUCTS), "package")
CLASS_COUNT = len(CLASS_SLUGS)

INPUT_WIDTH = 512
INPUT_HEIGHT = 384


def class_index(label: str) -> int:
    """Return the class index for a slug ("sarsi") or a decimal index ("3")."""
    return int(label) if label.isdigit() else CLASS_SLUGS.index(label)
