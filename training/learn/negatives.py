"""Teach the last class layers that photographs without products hold none.

The net stays as it is but for the last 1x1 convolution of each class head. On cells of
photographs where a product scores at all that score is drawn to nothing; on painted
scenes the layers must go on saying what they said. A few minutes on one processor core.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .classes import INPUT_HEIGHT, INPUT_WIDTH, PRODUCT_COUNT
from .detector import Detector, load_detector, save_detector
from .images import letterbox, read_rgb
from .photos import training_photos
from .predict import network_input
from .samples import read_samples

DOUBTFUL = -3.0
"""Logit from which a product's score on a photograph is worth mending."""
KEPT_FROM = -4.0
"""Logit from which a painted scene's cell is held to its old scores."""
STEPS = 400


class Features:
    """Inputs of the last layers, [n, channels] for each of the three maps."""

    def __init__(self, detector: Detector) -> None:
        self.detector = detector
        self.kept: list[list[Tensor]] = [[] for _ in detector.class_heads]
        self._seen: list[Tensor] = [torch.empty(0)] * len(self.kept)
        for number, head in enumerate(detector.class_heads):
            head[-1].register_forward_hook(self._note(number))

    def _note(self, number: int):
        def hook(_: nn.Module, inputs: tuple[Tensor], __: Tensor) -> None:
            self._seen[number] = inputs[0]

        return hook

    @torch.no_grad()
    def add(self, image: np.ndarray, least: float) -> None:
        """Keep the cells of a picture where some product's logit is at least so high."""
        boxed = letterbox(image, INPUT_WIDTH, INPUT_HEIGHT)[0]
        self.detector(torch.from_numpy(network_input(boxed)))
        for number, head in enumerate(self.detector.class_heads):
            cells = self._seen[number][0].flatten(1).T
            logits = _apply(head[-1], cells)[:, :PRODUCT_COUNT]
            self.kept[number].append(cells[logits.amax(1) > least])

    def joined(self) -> list[Tensor]:
        return [torch.cat(cells) for cells in self.kept]


def _apply(layer: nn.Conv2d, cells: Tensor) -> Tensor:
    return F.linear(cells, layer.weight.flatten(1), layer.bias)


def mend(layer: nn.Conv2d, empty: Tensor, painted: Tensor, strength: float) -> None:
    """Fit one layer, in place: nothing on `empty` cells, as before on `painted` ones."""
    before = _apply(layer, painted).detach()
    optimiser = torch.optim.Adam([layer.weight, layer.bias], 2e-3)
    for _ in range(STEPS):
        wrong = F.softplus(_apply(layer, empty)[:, :PRODUCT_COUNT]).sum(1).mean()
        moved = F.smooth_l1_loss(_apply(layer, painted), before)
        optimiser.zero_grad()
        (strength * wrong + moved).backward()
        optimiser.step()


def main() -> None:
    """Mend a checkpoint into another one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--photos", type=Path, required=True, help="the grocery data set")
    parser.add_argument("--count", type=int, default=900, help="photos of the training classes")
    parser.add_argument("--samples", type=Path, required=True, help="file made by learn.samples")
    parser.add_argument("--strength", type=float, default=2.0, help="of the photos' part")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    torch.manual_seed(0)
    detector = load_detector(options.checkpoint)
    photos, painted = Features(detector), Features(detector)
    paths = random.Random(3).sample(training_photos(options.photos), options.count)
    for path in paths:
        photos.add(read_rgb(path), DOUBTFUL)
    for image in read_samples(options.samples)[0]:
        painted.add(image, KEPT_FROM)
    for layer, empty, kept in zip(
        [head[-1] for head in detector.class_heads], photos.joined(), painted.joined()
    ):
        print(f"{len(empty)} cells of photographs, {len(kept)} of painted scenes")
        if len(empty) and len(kept):
            mend(layer, empty, kept, options.strength)
    save_detector(detector, options.out)


if __name__ == "__main__":
    main()
