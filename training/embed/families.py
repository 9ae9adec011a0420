"""The classes training tells apart: labels put on bodies, in families that look alike.

Every label makes three packages: as drawn; another sort of it (the same body, other
colours); and a third on another body, with a photograph on its front. So the net must
look at art, at colours and at shape, and never gets away with one of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from catalogue import SHAPES

from . import labels, shapes

MEMBERS = 3


@dataclass(frozen=True)
class Families:
    """One row a class (package); class `3 * label + member`.

    label, variant: int64 [N]. colour: float32 [N, 3, 3], applied to linear label colours.
    contents, cap: float32 [N, 3] linear. clear: float32 [N].
    photo: int64 [N], a photograph or -1. place: float32 [N, 4]: middle x, y and half width
    and height of the photograph on the front, 0..1. round: float32 [N], 1 for an oval.
    """

    label: np.ndarray
    variant: np.ndarray
    colour: np.ndarray
    contents: np.ndarray
    cap: np.ndarray
    clear: np.ndarray
    photo: np.ndarray
    place: np.ndarray
    round: np.ndarray


def hue_turn(degrees: float) -> np.ndarray:
    """A matrix that turns colours about the grey axis, float32 [3, 3]."""
    angle = np.radians(degrees)
    grey = np.full((3, 3), 1 / 3)
    cross = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / np.sqrt(3)
    turn = np.cos(angle) * np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * grey
    return turn.astype(np.float32)


def _linear(colour: str) -> list[float]:
    return [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]


def make_families(label_count: int, variants: int, photo_count: int) -> Families:
    """All classes of `label_count` labels; `variants` is a multiple of the eight shapes."""
    count, rng = label_count * MEMBERS, np.random.default_rng(12)
    by_shape = {shape: [v for v in range(variants) if SHAPES[v % len(SHAPES)] == shape] for shape in SHAPES}
    alike = {wrapped: [s for s in SHAPES if shapes.is_wrapped(s) == wrapped] for wrapped in (True, False)}
    rows = Families(
        np.arange(count) // MEMBERS, np.zeros(count, np.int64), np.tile(np.eye(3, dtype=np.float32), (count, 1, 1)),
        np.zeros((count, 3), np.float32), np.zeros((count, 3), np.float32), np.zeros(count, np.float32),
        np.full(count, -1), np.zeros((count, 4), np.float32), np.zeros(count, np.float32),
    )
    body = 0
    for label in range(label_count):
        package = labels.package_of(label)
        first = label * MEMBERS
        if label % labels.LOOKALIKE_STEP != labels.LOOKALIKE_PLACE:
            body = int(rng.choice(by_shape[package.shape]))  # a lookalike keeps the body before it
        rows.contents[first : first + MEMBERS] = _linear(package.liquid)
        rows.cap[first : first + MEMBERS] = _linear(package.cap)
        rows.clear[first : first + MEMBERS] = package.clear
        rows.variant[first : first + 2] = body
        other = rng.choice(alike[shapes.is_wrapped(package.shape)])
        rows.variant[first + 2] = rng.choice(by_shape[str(other)])
        rows.colour[first + 1] = hue_turn(rng.uniform(60, 300))
        if rng.random() < 0.5:
            rows.colour[first + 2] = hue_turn(rng.uniform(60, 300))
        if photo_count and rng.random() < 0.8:
            rows.photo[first + 2] = rng.integers(photo_count)
            half = rng.uniform(0.15, 0.45, 2)
            rows.place[first + 2] = [*rng.uniform(half - 0.05, 1.05 - half), *half]
            rows.round[first + 2] = rng.random() < 0.5
    return rows
