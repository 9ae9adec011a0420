"""Average precision as defined by COCO, and precision and recall at a threshold.

Detections are [n, 6]: x1, y1, x2, y2, score, class. Truths are [n, 5]: class,
x1, y1, x2, y2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .boxes import overlap_matrix, suppress
from .classes import CLASS_COUNT, PRODUCT_COUNT

OVERLAPS = np.arange(0.5, 0.96, 0.05)
ONE_PACKAGE = 0.6
"""Overlap from which two detections of different classes are one package."""
RECALL_POINTS = np.linspace(0, 1, 101)


@dataclass
class Matches:
    """Counts over a test set at one score threshold and overlap 0.5."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def average_precision(found: list[np.ndarray], truths: list[np.ndarray]) -> np.ndarray:
    """COCO's 101-point average precision, [classes, overlaps 0.5..0.95].

    NaN where a class has no true object.
    """
    result = np.full((CLASS_COUNT, len(OVERLAPS)), np.nan)
    for label in range(CLASS_COUNT):
        total = sum(int((truth[:, 0] == label).sum()) for truth in truths)
        if total:
            scores, hits = class_hits(found, truths, label)
            hits = hits[np.argsort(-scores, kind="stable")]
            result[label] = [_area_under_curve(column, total) for column in hits.T]
    return result


def only(rows: np.ndarray, column: int, classes: range) -> np.ndarray:
    """The rows whose class, in the column given, is one of some."""
    return rows[(rows[:, column] >= classes.start) & (rows[:, column] < classes.stop)]


def without_class(found: list[np.ndarray], truths: list[np.ndarray]) -> tuple[
    list[np.ndarray], list[np.ndarray]
]:
    """Detections and truths as if all were class 0, overlapping detections made one."""
    merged = []
    for rows in found:
        kept = suppress(np.ascontiguousarray(rows[:, :4]), rows[:, 4], ONE_PACKAGE)
        merged.append(np.concatenate([rows[kept, :5], np.zeros((len(kept), 1), np.float32)], 1))
    return merged, [np.concatenate([truth[:, :1] * 0, truth[:, 1:]], 1) for truth in truths]


def match_counts(
    found: list[np.ndarray],
    truths: list[np.ndarray],
    threshold: float,
    classes: range = range(PRODUCT_COUNT),
) -> Matches:
    """Right, false and missed objects among detections of at least a score."""
    counts = Matches()
    for rows, truth in zip(found, truths):
        rows = only(rows[rows[:, 4] >= threshold], 5, classes)
        truth = only(truth, 0, classes)
        right = 0
        for label in classes:
            hits = _hits(rows[rows[:, 5] == label], truth[truth[:, 0] == label, 1:])
            right += int(hits[:, 0].sum())
        counts.right += right
        counts.false += len(rows) - right
        counts.missed += len(truth) - right
    return counts


def class_hits(
    found: list[np.ndarray], truths: list[np.ndarray], label: int
) -> tuple[np.ndarray, np.ndarray]:
    """Scores [n] and hits [n, overlaps] of all detections of one class."""
    scores, hits = [np.zeros(0)], [np.zeros((0, len(OVERLAPS)), bool)]
    for rows, truth in zip(found, truths):
        chosen = rows[rows[:, 5] == label]
        scores.append(chosen[:, 4])
        hits.append(_hits(chosen, truth[truth[:, 0] == label, 1:]))
    return np.concatenate(scores), np.concatenate(hits)


def _hits(rows: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Which detections (best first) match a still free true box, [n, overlaps]."""
    hits = np.zeros((len(rows), len(OVERLAPS)), bool)
    if not len(rows) or not len(boxes):
        return hits
    pairs = overlap_matrix(np.ascontiguousarray(rows[:, :4]), np.ascontiguousarray(boxes))
    for column, needed in enumerate(OVERLAPS):
        free = np.ones(len(boxes), bool)
        for row in range(len(rows)):
            best = int(np.argmax(pairs[row] * free))
            if free[best] and pairs[row, best] >= needed:
                hits[row, column] = True
                free[best] = False
    return hits


def _area_under_curve(hits: np.ndarray, total: int) -> float:
    """Mean of the best precision at or beyond each of 101 recalls."""
    right = np.cumsum(hits)
    recall, precision = right / total, right / np.arange(1, len(hits) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    positions = np.searchsorted(recall, RECALL_POINTS)
    return float(np.mean([envelope[p] if p < len(envelope) else 0.0 for p in positions]))
