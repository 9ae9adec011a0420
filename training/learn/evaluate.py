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
from .classes import CLASS_COUNT, CLASS_SLUGS, PACKAGE, PRODUCT_COUNT
from .images import read_rgb
from .metrics import Matches, average_precision, match_counts, only, without_class
from .photos import held_out_photos
from .predict import Predictor, load_predictor
from .scenes import read_scenes, read_shares

THRESHOLDS = (0.4, 0.5, 0.7, 0.8, 0.9)
ALERT_SCORES = (0.7, 0.9)
DEFAULT_THRESHOLD = 0.7
LOCALISER_THRESHOLDS = (0.3, 0.5, 0.7)
PRODUCTS, FOREIGN = range(PRODUCT_COUNT), range(PACKAGE, CLASS_COUNT)
SHARE_LIMITS = (0.4, 0.6, 0.8, 0.95)
SIZE_LIMITS = (50, 80, 150)
"""Longer sides, in input pixels, between which recall is told apart."""


def report_scenes(predictor: Predictor, folder: Path) -> None:
    """Average precision by class, precision and recall on labelled scenes."""
    images, truths = read_scenes(folder)
    found = predictor.predict(images)
    precisions = average_precision(found, truths)
    products = precisions[:PRODUCT_COUNT]
    objects = sum(len(only(truth, 0, PRODUCTS)) for truth in truths)
    print(f"{folder.name}: {len(images)} scenes, {objects} products")
    print(f"mAP50 {np.nanmean(products[:, 0]):.3f}  mAP50-95 {np.nanmean(products):.3f}")
    for slug, row in zip(CLASS_SLUGS, precisions):
        print(f"  {slug:14s} AP50 {row[0]:.3f}  AP50-95 {row.mean():.3f}")
    for threshold in THRESHOLDS:
        _print_counts("", threshold, match_counts(found, truths, threshold))
    print("  AP by overlap: " + " ".join(f"{v:.3f}" for v in np.nanmean(products, axis=0)))
    report_recall(predictor, folder, images, found, truths)
    report_sides(found, truths)
    print(f"  false at {DEFAULT_THRESHOLD}: {dict(mistakes(found, truths))}")
    report_localiser(found, truths)


def _print_counts(name: str, threshold: float, counts: Matches) -> None:
    print(
        f"{name}at {threshold}: precision {counts.precision:.3f} recall {counts.recall:.3f} "
        f"(right {counts.right}, false {counts.false}, missed {counts.missed})"
    )


def report_localiser(found: list[np.ndarray], truths: list[np.ndarray]) -> None:
    """Boxes of any class as "a package lies here": all packages, and the foreign ones."""
    merged, alike = without_class(found, truths)
    precision = average_precision(merged, alike)[0]
    print(f"any package: AP50 {precision[0]:.3f}  AP50-95 {precision.mean():.3f}")
    for threshold in LOCALISER_THRESHOLDS:
        _print_counts("  ", threshold, match_counts(merged, alike, threshold))
        strange = [only(truth, 0, FOREIGN) for truth in truths]
        counts = match_counts(merged, without_class(merged, strange)[1], threshold)
        print(f"    foreign packages found: {counts.right} of {counts.right + counts.missed}")
    taken = sum(_foreign_named(rows, truth) for rows, truth in zip(found, truths))
    print(f"  foreign packages taken for a product at {DEFAULT_THRESHOLD}: {taken}")


def _foreign_named(rows: np.ndarray, truth: np.ndarray) -> int:
    """How many foreign packages a product's box lies on."""
    rows = only(rows[rows[:, 4] >= DEFAULT_THRESHOLD], 5, PRODUCTS)
    strange = only(truth, 0, FOREIGN)[:, 1:]
    if not len(rows) or not len(strange):
        return 0
    pairs = overlap_matrix(np.ascontiguousarray(strange), np.ascontiguousarray(rows[:, :4]))
    return int((pairs.max(1) >= 0.5).sum())


def report_recall(
    predictor: Predictor,
    folder: Path,
    images: list[np.ndarray],
    found: list[np.ndarray],
    truths: list[np.ndarray],
) -> None:
    """Recall of products at the default threshold by size and by the share seen."""
    sides, right, seen = [], [], []
    shares = read_shares(folder) if (folder / "shares").exists() else None
    for number, (image, rows, truth) in enumerate(zip(images, found, truths)):
        scale = min(predictor.width / image.shape[1], predictor.height / image.shape[0])
        for line, box in enumerate(truth):
            if box[0] >= PRODUCT_COUNT:
                continue
            alike = rows[(rows[:, 5] == box[0]) & (rows[:, 4] >= DEFAULT_THRESHOLD)]
            overlaps = overlap_matrix(box[None, 1:], np.ascontiguousarray(alike[:, :4]))
            sides.append((box[3:] - box[1:3]).max() * scale)
            right.append(bool((overlaps >= 0.5).any()))
            if shares is not None:
                seen.append(shares[number][line])
    _print_recall("longer side, px", np.array(sides), np.array(right), SIZE_LIMITS)
    if shares is not None:
        _print_recall("share seen", np.array(seen), np.array(right), SHARE_LIMITS)


def _print_recall(name: str, values: np.ndarray, right: np.ndarray, limits: tuple) -> None:
    groups = np.searchsorted(limits, values, side="right")
    names = [f"<{limit}" for limit in limits] + [f">={limits[-1]}"]
    parts = (
        f"{title} {right[groups == group].sum()}/{(groups == group).sum()}"
        for group, title in enumerate(names)
    )
    print(f"  recall at {DEFAULT_THRESHOLD} by {name}: " + ", ".join(parts))


def report_sides(found: list[np.ndarray], truths: list[np.ndarray]) -> None:
    """Signed error of each side of matched boxes in the picture's pixels, outwards positive."""
    errors = []
    for rows, truth in zip(found, truths):
        rows = rows[rows[:, 4] >= DEFAULT_THRESHOLD]
        overlaps = overlap_matrix(truth[:, 1:].copy(), np.ascontiguousarray(rows[:, :4]))
        for box, pairs in zip(truth, overlaps):
            if len(rows) and pairs.max() >= 0.5:
                errors.append((rows[pairs.argmax(), :4] - box[1:]) * (-1, -1, 1, 1))
    values = np.array(errors).reshape(-1, 4)
    for name, numbers in (("mean", values.mean(0)), ("typical", np.median(np.abs(values), 0))):
        print(f"  {name} error of left, top, right, bottom, px: {numbers.round(2).tolist()}")


def mistakes(found: list[np.ndarray], truths: list[np.ndarray]) -> Counter[str]:
    """What the false detections are: wrong class, loose box, second box, background."""
    kinds: Counter[str] = Counter()
    for rows, truth in zip(found, truths):
        rows = only(rows[rows[:, 4] >= DEFAULT_THRESHOLD], 5, PRODUCTS)
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
        alarms = [only(rows[rows[:, 4] >= score], 5, PRODUCTS) for rows in found]
        names = Counter(CLASS_SLUGS[int(label)] for rows in alarms for label in rows[:, 5])
        photos = sum(bool(len(rows)) for rows in alarms)
        print(
            f"{len(paths)} photos: {sum(names.values())} detections at {score} "
            f"in {photos} of them {dict(names)}"
        )
    foreign = sum(len(only(rows[rows[:, 4] >= DEFAULT_THRESHOLD], 5, FOREIGN)) for rows in found)
    print(f"  and {foreign} of the class package at {DEFAULT_THRESHOLD}")


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
