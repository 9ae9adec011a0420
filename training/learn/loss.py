"""Which cells answer for which object, and how wrong their answers are."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from .boxes import complete_overlap, overlap
from .detector import Predictions

CANDIDATES = 10
SCORE_POWER = 0.5
OVERLAP_POWER = 6.0
FALLBACK_CELLS = 3


class Targets(NamedTuple):
    """True objects of a batch, padded to the same number M per picture."""

    boxes: Tensor
    """[B, M, 4]: x1, y1, x2, y2 in input pixels."""
    labels: Tensor
    """[B, M], int64 class indices."""
    valid: Tensor
    """[B, M], bool: False for padding."""


class Assignment(NamedTuple):
    """The object each of the N cells answers for."""

    positive: Tensor
    """[B, N], bool: the cell answers for an object."""
    objects: Tensor
    """[B, N], index of that object among the M of its picture."""
    quality: Tensor
    """[B, N], 0..1: how good the cell is among those of its object."""


class Losses(NamedTuple):
    total: Tensor
    box: float
    category: float


@torch.no_grad()
def assign(predictions: Predictions, targets: Targets) -> Assignment:
    """Task-aligned assignment (Feng et al., TOOD).

    A cell suits an object by score^0.5 * overlap^6; each object takes the ten
    best cells whose centres lie in its box, a cell claimed twice goes to the
    object it overlaps more, and an object that suits no cell yet takes the
    three nearest.
    """
    boxes, logits, centres = predictions
    inside = _centres_inside(centres, targets)
    overlaps = overlap(boxes[:, None], targets.boxes[:, :, None])
    labels = targets.labels[..., None].expand_as(overlaps)
    scores = logits.sigmoid().transpose(1, 2).gather(1, labels)
    suits = scores.pow(SCORE_POWER) * overlaps.pow(OVERLAP_POWER) * inside

    values, cells = suits.topk(min(CANDIDATES, suits.shape[2]), -1)
    chosen = torch.zeros_like(inside).scatter_(-1, cells, values > 1e-9)
    chosen |= _nearest_cells(centres, targets, inside) & ~chosen.any(-1, keepdim=True)

    best_object = (overlaps * chosen).argmax(1, keepdim=True)
    is_best = torch.zeros_like(chosen).scatter_(1, best_object, True)
    chosen &= is_best | (chosen.sum(1, keepdim=True) == 1)

    suits = suits * chosen
    best_suit = suits.amax(-1, keepdim=True)
    best_overlap = (overlaps * chosen).amax(-1, keepdim=True)
    quality = suits / (best_suit + 1e-9) * best_overlap
    return Assignment(chosen.any(1), chosen.float().argmax(1), quality.amax(1))


def detection_loss(
    predictions: Predictions, targets: Targets, firmness: float, box_weight: float = 7.5
) -> Losses:
    """`box_weight` times the CIoU loss of the boxes plus binary cross-entropy of the scores.

    A positive cell's score should become its quality; `firmness` 0..1 draws
    that towards 1, which trains the classes faster and keeps scores high.
    """
    boxes, logits, _ = predictions
    positive, objects, quality = assign(
        Predictions(boxes.detach(), logits.detach(), predictions.centres), targets
    )
    normaliser = quality.sum().clamp(min=1)
    wanted = torch.zeros_like(logits)
    picture, cell = positive.nonzero(as_tuple=True)
    owner, weight = objects[picture, cell], quality[picture, cell]
    wanted[picture, cell, targets.labels[picture, owner]] = weight * (1 - firmness) + firmness
    similarity = complete_overlap(boxes[picture, cell], targets.boxes[picture, owner])
    box_loss = ((1 - similarity) * weight).sum() / normaliser
    class_loss = F.binary_cross_entropy_with_logits(logits, wanted, reduction="sum") / normaliser
    return Losses(box_weight * box_loss + class_loss, box_loss.item(), class_loss.item())


def _centres_inside(centres: Tensor, targets: Targets) -> Tensor:
    """[B, M, N], bool: the cell's centre lies within the (valid) box."""
    above = centres > targets.boxes[:, :, None, :2] + 1e-3
    below = centres < targets.boxes[:, :, None, 2:] - 1e-3
    return above.all(-1) & below.all(-1) & targets.valid[..., None]


def _nearest_cells(centres: Tensor, targets: Targets, inside: Tensor) -> Tensor:
    """[B, M, N], bool: the few cells inside each box nearest its middle."""
    middles = (targets.boxes[..., :2] + targets.boxes[..., 2:]) / 2
    distance = (middles[:, :, None] - centres).norm(dim=-1).masked_fill(~inside, 1e6)
    nearest = distance.topk(FALLBACK_CELLS, -1, largest=False).indices
    return torch.zeros_like(inside).scatter_(-1, nearest, True) & inside
