"""Overlap of boxes given as x1, y1, x2, y2, and non-maximum suppression."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

EPSILON = 1e-7


def overlap(first: Tensor, second: Tensor) -> Tensor:
    """Intersection over union of broadcastable boxes [..., 4]; returns [...]."""
    low = torch.maximum(first[..., :2], second[..., :2])
    high = torch.minimum(first[..., 2:], second[..., 2:])
    intersection = (high - low).clamp(min=0).prod(-1)
    union = _area(first) + _area(second) - intersection
    return intersection / (union + EPSILON)


def complete_overlap(predicted: Tensor, truth: Tensor) -> Tensor:
    """CIoU (Zheng et al., Distance-IoU Loss): overlap less the centre distance
    and the difference in aspect; 1 for equal boxes. Boxes [n, 4]; returns [n]."""
    iou = overlap(predicted, truth)
    hull_low = torch.minimum(predicted[..., :2], truth[..., :2])
    hull_high = torch.maximum(predicted[..., 2:], truth[..., 2:])
    diagonal = ((hull_high - hull_low) ** 2).sum(-1) + EPSILON
    centre_shift = (predicted[..., :2] + predicted[..., 2:] - truth[..., :2] - truth[..., 2:]) / 2
    distance = (centre_shift**2).sum(-1) / diagonal
    aspect_gap = 4 / math.pi**2 * (_aspect_angle(truth) - _aspect_angle(predicted)) ** 2
    with torch.no_grad():
        weight = aspect_gap / (aspect_gap - iou + 1 + EPSILON)
    return iou - distance - weight * aspect_gap


def suppress(boxes: np.ndarray, scores: np.ndarray, limit: float) -> np.ndarray:
    """Greedy non-maximum suppression; boxes [n, 4], scores [n].

    Returns the indices kept, best first: none overlaps a better one by more
    than `limit`.
    """
    order, kept = np.argsort(-scores, kind="stable"), []
    while len(order):
        best, order = order[0], order[1:]
        kept.append(best)
        order = order[overlap_matrix(boxes[best : best + 1], boxes[order])[0] <= limit]
    return np.array(kept, np.int64)


def overlap_matrix(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Intersection over union of all pairs: [n, 4] and [m, 4] give [n, m]."""
    pairs = overlap(torch.from_numpy(first)[:, None], torch.from_numpy(second)[None])
    return pairs.numpy()


def _area(boxes: Tensor) -> Tensor:
    return (boxes[..., 2:] - boxes[..., :2]).clamp(min=0).prod(-1)


def _aspect_angle(boxes: Tensor) -> Tensor:
    size = (boxes[..., 2:] - boxes[..., :2]).clamp(min=EPSILON)
    return torch.atan(size[..., 0] / size[..., 1])
