"""Which cells answer for which object, and how wrong their answers are."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from .boxes import complete_overlap, overlap
from .classes import PACKAGE
from .detector import BINS, Predictions

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


class Judged(NamedTuple):
    """Which scores of a batch are judged at all."""

    unjudged: Tensor
    """[B, M], bool: objects of the targets whose cells count neither way."""
    photos: Tensor
    """[B], bool: pictures in which unlabelled packages may lie, so that only the
    products' scores are judged."""


class Losses(NamedTuple):
    total: Tensor
    box: Tensor
    sides: Tensor
    category: Tensor


@torch.no_grad()
def assign(predictions: Predictions, targets: Targets) -> Assignment:
    """Task-aligned assignment (Feng et al., TOOD).

    A cell suits an object by score^0.5 * overlap^6; each object takes the ten
    best cells whose centres lie in its box, a cell claimed twice goes to the
    object it overlaps more, and an object that suits no cell yet takes the
    three nearest.
    """
    boxes, logits, centres = predictions[:3]
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
    predictions: Predictions,
    targets: Targets,
    judged: Judged,
    firmness: float | Tensor,
    box_weight: float = 7.5,
    sides_weight: float = 1.5,
) -> Losses:
    """Weighted CIoU of the boxes and cross-entropy of their sides, plus that of the scores.

    A positive cell's score should become its quality; `firmness` 0..1 draws
    that towards 1, which trains the classes faster and keeps scores high.
    Nothing here waits for the device.
    """
    boxes, logits, centres, sides, strides = predictions
    positive, objects, quality = assign(
        predictions._replace(boxes=boxes.detach(), logits=logits.detach()), targets
    )
    weight = quality * positive
    normaliser = weight.sum().clamp(min=1)
    wanted_boxes = targets.boxes.gather(1, objects[..., None].expand(-1, -1, 4))
    similarity = complete_overlap(boxes, wanted_boxes)
    box_loss = (torch.where(positive, 1 - similarity, 0.0 * similarity) * weight).sum()
    distances = torch.cat([centres - wanted_boxes[..., :2], wanted_boxes[..., 2:] - centres], 2)
    side_loss = _side_entropy(sides, distances / strides[:, None])
    side_loss = (side_loss.mean(2) * weight).sum()

    label = targets.labels.gather(1, objects)
    score = (weight * (1 - firmness) + firmness) * positive
    wanted = torch.zeros_like(logits).scatter_(2, label[..., None], score[..., None])
    judged_cells = _judged_scores(logits, positive, centres, targets, judged)
    entropy = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    class_loss = (entropy * judged_cells).sum() / normaliser
    box_loss, side_loss = box_loss / normaliser, side_loss / normaliser
    total = box_weight * box_loss + sides_weight * side_loss + class_loss
    return Losses(total, box_loss.detach(), side_loss.detach(), class_loss.detach())


def _side_entropy(sides: Tensor, distances: Tensor) -> Tensor:
    """Distribution focal loss [B, N, 4]: both whole strides beside a distance share it."""
    distances = distances.clamp(0, BINS - 1.01)
    low = distances.floor()
    share = distances - low
    index = low.long()[..., None]
    chances = sides.log_softmax(3)
    below = chances.gather(3, index)[..., 0]
    above = chances.gather(3, index + 1)[..., 0]
    return -(below * (1 - share) + above * share)


def _judged_scores(
    logits: Tensor, positive: Tensor, centres: Tensor, targets: Targets, judged: Judged
) -> Tensor:
    """[B, N, classes]: 1 where a score is judged, else 0."""
    hidden = _centres_inside(centres, targets._replace(valid=judged.unjudged)).any(1)
    cells = (positive | ~hidden)[..., None].expand_as(logits).to(logits.dtype).clone()
    skipped = judged.photos[:, None] & ~positive
    cells[..., PACKAGE] *= (~skipped).to(logits.dtype)
    return cells


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
