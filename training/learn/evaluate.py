"""Figures of a model: on labelled scenes, on photos without products, on clips."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import torch

from .boxes import overlap_matrix
from .classes import CLASS_SLUGS
from .images import read_rgb
from .metrics import average_precision, match_counts
from .photos import held_out_photos
from .predict import Predictor, load_predictor
from .scenes import read_scenes

THRESHOLDS = (0.4, 0.5, 0.7, 0.8, 0.9)
ALERT_SCORES = (0.7, 0.9)
DEFAULT_THRESHOLD = 0.7
SIZE_LIMITS = (50, 80, 150)
"""Longer sides, in input pixels, between which recall is told apart."""


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
    print("  AP by overlap: " + " ".join(f"{v:.3f}" for v in np.nanmean(precisions, axis=0)))
    report_sizes(predictor, images, found, truths)
    print(f"  false at {DEFAULT_THRESHOLD}: {dict(mistakes(found, truths))}")


def report_sizes(
    predictor: Predictor,
    images: list[np.ndarray],
    found: list[np.ndarray],
    truths: list[np.ndarray],
) -> None:
    """Recall at the default threshold by the object's longer side in input pixels."""
    seen, right = np.zeros(len(SIZE_LIMITS) + 1, int), np.zeros(len(SIZE_LIMITS) + 1, int)
    for image, rows, truth in zip(images, found, truths):
        scale = min(predictor.width / image.shape[1], predictor.height / image.shape[0])
        sides = (truth[:, 3:] - truth[:, 1:3]).max(axis=1) * scale
        for size, box in zip(np.searchsorted(SIZE_LIMITS, sides), truth):
            alike = rows[(rows[:, 5] == box[0]) & (rows[:, 4] >= DEFAULT_THRESHOLD)]
            overlaps = overlap_matrix(box[None, 1:], np.ascontiguousarray(alike[:, :4]))
            seen[size] += 1
            right[size] += bool((overlaps >= 0.5).any())
    names = [f"<{limit}" for limit in SIZE_LIMITS] + [f">={SIZE_LIMITS[-1]}"]
    parts = (f"{name} px {r}/{n}" for name, r, n in zip(names, right, seen))
    print(f"  recall at {DEFAULT_THRESHOLD} by size: " + ", ".join(parts))


def mistakes(found: list[np.ndarray], truths: list[np.ndarray]) -> Counter[str]:
    """What the false detections are: wrong class, loose box, second box, background."""
    kinds: Counter[str] = Counter()
    for rows, truth in zip(found, truths):
        rows = rows[rows[:, 4] >= DEFAULT_THRESHOLD]
        overlaps = overlap_matrix(np.ascontiguousarray(rows[:, :4]), truth[:, 1:].copy())
        taken: set[int] = set()
        for row, pairs in zip(rows, overlaps):
            best = int(pairs.argmax()) if len(truth) else -1
            if best < 0 or pairs[best] < 0.1:
                kinds["background"] += 1
            elif truth[best, 0] != row[5]:
                kinds["wrong class"] += 1
            elif pairs[best] < 0.5:
                kinds["loose box"] += 1
            elif best in taken:
                kinds["second box"] += 1
            taken.add(best)
    return kinds


def report_photos(predictor: Predictor, folder: Path, count: int) -> None:
    """False detections on photos of goods that were never trained on."""
    paths = held_out_photos(folder)
    paths = random.Random(0).sample(paths, min(count, len(paths)))
    found = [predictor.predict([read_rgb(path)])[0] for path in paths]
    for score in ALERT_SCORES:
        alarms = [rows[rows[:, 4] >= score] for rows in found]
        names = Counter(CLASS_SLUGS[int(label)] for rows in alarms for label in rows[:, 5])
        photos = sum(bool(len(rows)) for rows in alarms)
        print(
            f"{len(paths)} photos: {sum(names.values())} detections at {score} "
            f"in {photos} of them {dict(names)}"
        )


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
    parser.add_argument("--photos", type=Path, help="the grocery data set")
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
