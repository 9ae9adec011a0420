"""Figures of a model: on labelled scenes, on photos without products, on clips."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import torch

from .classes import CLASS_SLUGS
from .images import read_rgb
from .metrics import average_precision, match_counts
from .predict import Predictor, load_predictor
from .scenes import read_scenes

THRESHOLDS = (0.4, 0.5, 0.7)
ALERT_SCORE = 0.7


def report_scenes(predictor: Predictor, folder: Path) -> None:
    """Average precision by class, precision and recall on labelled scenes."""
    images, truths = read_scenes(folder)
    found = predictor.predict(images)
    precisions = average_precision(found, truths)
    objects = sum(len(truth) for truth in truths)
    print(f"{len(images)} scenes, {objects} objects")
    print(f"mAP50 {np.nanmean(precisions[:, 0]):.3f}  mAP50-95 {np.nanmean(precisions):.3f}")
    for slug, row in zip(CLASS_SLUGS, precisions):
        print(f"  {slug:14s} AP50 {row[0]:.3f}  AP50-95 {row.mean():.3f}")
    for threshold in THRESHOLDS:
        counts = match_counts(found, truths, threshold)
        print(
            f"at {threshold}: precision {counts.precision:.3f} recall {counts.recall:.3f} "
            f"(right {counts.right}, false {counts.false}, missed {counts.missed})"
        )


def report_photos(predictor: Predictor, folder: Path, count: int) -> None:
    """False detections on a random choice of photos that show none of the products."""
    paths = sorted(path for path in folder.rglob("*.jpg"))
    paths = random.Random(0).sample(paths, min(count, len(paths)))
    names: Counter[str] = Counter()
    alarms, photos = 0, 0
    for path in paths:
        rows = predictor.predict([read_rgb(path)])[0]
        rows = rows[rows[:, 4] >= ALERT_SCORE]
        alarms, photos = alarms + len(rows), photos + bool(len(rows))
        names.update(CLASS_SLUGS[int(label)] for label in rows[:, 5])
    print(f"{len(paths)} photos: {alarms} detections at {ALERT_SCORE} in {photos} of them")
    print(f"  by class: {dict(names)}")


def report_clip(predictor: Predictor, folder: Path) -> None:
    """Class and score of everything above 0.25, frame by frame."""
    print(f"clip {folder.parent.name}")
    for path in sorted(folder.glob("*.jpg")):
        rows = predictor.predict([read_rgb(path)])[0]
        rows = rows[rows[:, 4] >= 0.25]
        seen = ", ".join(f"{CLASS_SLUGS[int(row[5])]} {row[4]:.2f}" for row in rows)
        print(f"  {path.stem}: {seen or '-'}")


def main() -> None:
    """Print the figures asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help=".onnx or .pt")
    parser.add_argument("--scenes", type=Path, help="folder with images/ and labels/")
    parser.add_argument("--photos", type=Path, help="folder of photos without our products")
    parser.add_argument("--photo-count", type=int, default=500)
    parser.add_argument("--clips", type=Path, nargs="*", default=[], help="folders of frames")
    options = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    predictor = load_predictor(options.model)
    if options.scenes:
        report_scenes(predictor, options.scenes)
    if options.photos:
        report_photos(predictor, options.photos, options.photo_count)
    for folder in options.clips:
        report_clip(predictor, folder)


if __name__ == "__main__":
    main()
