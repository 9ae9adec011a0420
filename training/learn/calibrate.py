"""Make scores mean probabilities: Platt scaling on composites not trained on.

Training draws a score towards box quality times certainty, so a sure find with
an ordinary box scores well under 0.7. A logistic curve (Platt, Probabilistic
Outputs for Support Vector Machines) is fitted to whether detections are right;
its slope and offset go into the last class layers, so the net stays the same.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .chunks import ChunkFolder
from .classes import CLASS_COUNT
from .detector import Detector, load_detector, save_detector
from .metrics import class_hits
from .predict import TorchPredictor

MARGIN = 1e-4
"""Scores are kept this far from 0 and 1 before taking logits."""


def labelled_detections(detector: Detector, chunks: Path, count: int) -> tuple[Tensor, Tensor]:
    """Logits [n] of all detections in `count` composites, and whether each is right [n]."""
    scenes = ChunkFolder(chunks)
    samples = [scenes[index] for index in range(min(count, len(scenes)))]
    found = TorchPredictor(detector).predict([image for image, _ in samples])
    truths = [boxes for _, boxes in samples]
    scores, right = [], []
    for label in range(CLASS_COUNT):
        class_scores, hits = class_hits(found, truths, label)
        scores.append(class_scores)
        right.append(hits[:, 0])
    values = torch.from_numpy(np.concatenate(scores)).double().clamp(MARGIN, 1 - MARGIN)
    return torch.logit(values), torch.from_numpy(np.concatenate(right)).double()


def fit_curve(logits: Tensor, right: Tensor) -> tuple[float, float]:
    """Slope and offset that make sigmoid(slope * logit + offset) most likely."""
    curve = torch.tensor([1.0, 0.0], dtype=torch.double, requires_grad=True)
    optimiser = torch.optim.LBFGS([curve], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = F.binary_cross_entropy_with_logits(curve[0] * logits + curve[1], right)
        loss.backward()
        return loss

    optimiser.step(closure)
    slope, offset = curve.tolist()
    return slope, offset


@torch.no_grad()
def apply_curve(detector: Detector, slope: float, offset: float) -> None:
    """Fold the curve into the last layer of every class head, in place."""
    for head in detector.class_heads:
        head[-1].weight.mul_(slope)
        head[-1].bias.mul_(slope).add_(offset)


def main() -> None:
    """Calibrate a checkpoint into another one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--chunks", type=Path, required=True, help="composites not trained on")
    parser.add_argument("--count", type=int, default=400)
    options = parser.parse_args()
    torch.set_num_threads(1)
    detector = load_detector(options.checkpoint)
    logits, right = labelled_detections(detector, options.chunks, options.count)
    slope, offset = fit_curve(logits, right)
    apply_curve(detector, slope, offset)
    save_detector(detector, options.out)
    at = torch.sigmoid((torch.logit(torch.tensor(0.7)) - offset) / slope)
    print(
        f"{len(right)} detections, {int(right.sum())} right; slope {slope:.3f} offset {offset:.3f}"
    )
    print(f"0.7 was {at:.3f} before")


if __name__ == "__main__":
    main()
