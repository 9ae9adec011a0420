"""Label art for the embedder's training: drawn on the processor, stored small.

Every third label shares shape and colours with the one before it and differs in its art
only, as the sorts of one brand do.
"""

from __future__ import annotations

import cv2
import numpy as np

from art.random_designs import RandomDesign, lookalike, random_design
from catalogue import Package

HEIGHT, WIDTH = 192, 320
DRAWN = 0.27
"""Scale at which labels are drawn; 1 is the size of the ten products' labels."""

FIRST_SEED = 2_000_000
"""Training draws designs from here on; those measured on have other seeds (queries.py)."""
LOOKALIKE_STEP, LOOKALIKE_PLACE = 3, 1


def design(number: int) -> RandomDesign:
    """Design number `number` of the training designs."""
    if number % LOOKALIKE_STEP != LOOKALIKE_PLACE:
        return random_design(FIRST_SEED + number)
    model = random_design(FIRST_SEED + number - 1)
    return lookalike(FIRST_SEED + number, model.package, (model.ground[0], model.ink, *model.accents))


def label_picture(package_design: RandomDesign) -> np.ndarray:
    """The whole label, uint8 RGB [3, HEIGHT, WIDTH], stretched to that size."""
    drawn = np.asarray(package_design.texture(DRAWN).convert("RGB"))
    return cv2.resize(drawn, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).transpose(2, 0, 1)


def package_of(number: int) -> Package:
    """Shape, contents and cap belonging to a label."""
    return design(number).package
