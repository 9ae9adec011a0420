"""Make scores mean probabilities: Platt scaling on painted scenes not trained on.

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

from .classes import CLASS_COUNT, PACKAGE, PRODUCT_COUNT
from .detector import Detector, load_detector, save_detector
from .metrics import class_hits
from .predict import TorchPredictor
from .samples import read_samples

MARGIN = 1e-4
"""Scores are kept this far from 0 and 1 before taking logits."""


def labelled_detections(
    detector: Detector, samples: Path, classes: range
) -> tuple[Tensor, Tensor]:
    """Logits [n] of the detections of some classes, and whether each is right [n]."""
    images, truths = read_samples(samples)
    found = TorchPredictor(detector).predict(images)
    scores, right = [], []
    for label in classes:
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
def apply_curve(detector: Detector, classes: range, slope: float, offset: float) -> None:
    """Fold the curve into the last layer of every class head, in place."""
    rows = slice(classes.start, classes.stop)
    for head in detector.class_heads:
        head[-1].weight[rows].mul_(slope)
        head[-1].bias[rows].mul_(slope).add_(offset)


def main() -> None:
    """Calibrate a checkpoint into another one: the products together, then `package`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--samples", type=Path, required=True, help="file made by learn.samples")
    options = parser.parse_args()
    torch.set_num_threads(1)
    detector = load_detector(options.checkpoint)
    for name, classes in (
        ("products", range(PRODUCT_COUNT)),
        ("package", range(PACKAGE, CLASS_COUNT)),
    ):
        logits, right = labelled_detections(detector, options.samples, classes)
        slope, offset = fit_curve(logits, right)
        apply_curve(detector, classes, slope, offset)
        at = torch.sigmoid((torch.logit(torch.tensor(0.7)) - offset) / slope)
        print(
            f"{name}: {len(right)} detections, {int(right.sum())} right; "
            f"slope {slope:.3f} offset {offset:.3f}; 0.7 was {at:.3f} before"
        )
    save_detector(detector, options.out)


if __name__ == "__main__":
    main()
