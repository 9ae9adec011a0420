"""Train the detector's backbone as a classifier of single packages.

The classes are the ten products and every distractor design. Crops of 96 px
are far cheaper than scenes, and the backbone learns to tell art apart before
it has to find it.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .backgrounds import Backgrounds
from .classes import CLASS_COUNT
from .crops import package_crop
from .detector import Backbone, DetectorConfig
from .images import read_distractor_cutouts, read_product_cutouts
from .optimiser import make_optimiser, set_rate
from .parallel import average_gradients, run_in_processes
from .photos import training_photos

SCALE = 16.0
"""Sharpness of the cosine softmax (NormFace)."""
PRODUCT_SHARE = 0.5


class PackageClassifier(nn.Module):
    """Backbone, pooled features of all three maps, cosine to one vector a class."""

    def __init__(self, config: DetectorConfig, classes: int, width: int = 128) -> None:
        super().__init__()
        self.backbone = Backbone(config)
        self.project = nn.Linear(sum(config.widths[2:]), width)
        self.prototypes = nn.Parameter(torch.randn(classes, width) * 0.05)

    def forward(self, images: Tensor) -> Tensor:
        """RGB [B, 3, S, S] in 0..1 to cosines [B, classes]."""
        p3, p4, p5 = self.backbone(images)
        features = torch.cat([p3.amax((2, 3)), p4.amax((2, 3)), p5.mean((2, 3))], 1).float()
        with torch.autocast("cpu", enabled=False):
            embedding = F.normalize(self.project(features), dim=1)
            return embedding @ F.normalize(self.prototypes, dim=1).t()


class CropSource:
    """Random crops of products (half) and of distractor designs (half)."""

    def __init__(self, options: argparse.Namespace, rng: np.random.Generator) -> None:
        self.rng, self.size = rng, options.crop
        products = read_product_cutouts(options.cutouts)
        distractors = read_distractor_cutouts(options.distractors)
        self.groups = products + distractors
        self.present = [index for index, views in enumerate(products) if views]
        self.backgrounds = Backgrounds(options.backgrounds, training_photos(options.photos))

    def batch(self, count: int) -> tuple[Tensor, Tensor]:
        """Return (RGB [count, 3, S, S] in 0..1, labels [count])."""
        images, labels = [], []
        for _ in range(count):
            if self.rng.random() < PRODUCT_SHARE:
                label = self.present[self.rng.integers(len(self.present))]
            else:
                label = int(self.rng.integers(CLASS_COUNT, len(self.groups)))
            views = self.groups[label]
            cutout = views[self.rng.integers(len(views))]
            images.append(package_crop(self.rng, cutout, self.backgrounds, self.size))
            labels.append(label)
        tensor = torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2).float().div_(255)
        return tensor, torch.tensor(labels)


def train(rank: int, processes: int, options: argparse.Namespace) -> None:
    """Work of one process; process 0 saves the backbone."""
    cv2.setNumThreads(1)
    torch.manual_seed(options.seed)
    source = CropSource(options, np.random.default_rng([options.seed, rank]))
    classifier = PackageClassifier(DetectorConfig(), len(source.groups))
    optimiser = make_optimiser([classifier], options.rate)
    started, step, progress = time.time(), 0, 0.0
    hits: list[float] = []
    while progress < 1:
        set_rate(optimiser, options.rate, step, progress)
        images, labels = source.batch(options.batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            cosines = classifier(images)
        loss = F.cross_entropy(SCALE * cosines, labels, label_smoothing=0.05)
        optimiser.zero_grad()
        loss.backward()
        elapsed = (time.time() - started) / (60 * options.minutes)
        progress = average_gradients(classifier.parameters(), processes, elapsed)
        optimiser.step()
        step += 1
        known = labels < CLASS_COUNT
        hits.append(float((cosines.argmax(1) == labels)[known].float().mean()))
        if rank == 0 and step % 50 == 0:
            seen = step * options.batch * processes
            print(
                f"step {step} crops {seen} loss {loss.item():.3f} product accuracy "
                f"{np.nanmean(hits[-50:]):.3f} crops/s {seen / (time.time() - started):.0f}",
                flush=True,
            )
    if rank == 0:
        torch.save(classifier.backbone.state_dict(), options.out)


def main() -> None:
    """Read the options and start the processes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cutouts", type=Path, nargs="+", required=True)
    parser.add_argument("--distractors", type=Path, required=True)
    parser.add_argument("--backgrounds", type=Path, required=True)
    parser.add_argument("--photos", type=Path, required=True, help="the grocery data set")
    parser.add_argument("--out", type=Path, required=True, help="backbone weights (.pt)")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--batch", type=int, default=32, help="crops a step and process")
    parser.add_argument("--crop", type=int, default=96, help="side of a crop in pixels")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    run_in_processes(train, options.processes, options)


if __name__ == "__main__":
    main()
