"""Train the detector on chunks of composites, in one or more processes.

The length is given in minutes of wall time: all schedules follow the share of
it that has passed. New chunks that appear in the folder are taken up.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from .chunks import ChunkFolder
from .classes import CLASS_SLUGS, INPUT_HEIGHT, INPUT_WIDTH
from .detector import Detector, load_detector, save_detector
from .images import LETTERBOX_GREY
from .loss import Targets, detection_loss
from .metrics import average_precision, match_counts
from .optimiser import AveragedModel, make_optimiser, set_rate
from .parallel import average_gradients, run_in_processes
from .predict import TorchPredictor
from .scenes import read_scenes

LOW_WIDTH, LOW_HEIGHT = 416, 320
KEEP_BOX_SHARE = 0.3
"""Part of a box that must stay in the picture after zooming for it to count."""
GRADIENT_LIMIT = 10.0
LOG_STEPS = 100


class BatchSource:
    """Batches of composites in random order, each scene slightly re-framed."""

    def __init__(self, folder: Path, rng: np.random.Generator) -> None:
        self.chunks, self.rng = ChunkFolder(folder), rng
        self._queue: list[int] = []

    def batch(self, count: int, width: int, height: int) -> tuple[Tensor, Targets]:
        """Return (RGB [count, 3, height, width] in 0..1, targets)."""
        images, boxes = zip(*(self._scene(width, height) for _ in range(count)))
        pixels = torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2).float().div_(255)
        gains = torch.from_numpy(self.rng.uniform(0.8, 1.2, (count, 1, 1, 1))).float()
        return (pixels * gains).clamp_(0, 1), _pad_targets(boxes)

    def _scene(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        if not self._queue:
            self.chunks.refresh()
            self._queue = self.rng.permutation(len(self.chunks)).tolist()
        image, boxes = self.chunks[self._queue.pop()]
        boxes = boxes.copy()
        if self.rng.random() < 0.6:
            image, boxes = _reframe(self.rng, image, boxes)
        scale_x, scale_y = width / image.shape[1], height / image.shape[0]
        if (scale_x, scale_y) != (1, 1):
            image = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
            boxes[:, 1:] *= np.array([scale_x, scale_y, scale_x, scale_y], np.float32)
        return image, boxes


def _reframe(
    rng: np.random.Generator, image: np.ndarray, boxes: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Random zoom (0.8..1.25) and shift (10 %); boxes mostly outside are dropped."""
    height, width = image.shape[:2]
    zoom = rng.uniform(0.8, 1.25)
    shift = rng.uniform(-0.1, 0.1, 2) * (width, height) + (1 - zoom) * np.array([width, height]) / 2
    matrix = np.array([[zoom, 0, shift[0]], [0, zoom, shift[1]]], np.float32)
    image = cv2.warpAffine(image, matrix, (width, height), borderValue=(LETTERBOX_GREY,) * 3)
    areas = (boxes[:, 3] - boxes[:, 1]) * (boxes[:, 4] - boxes[:, 2]) * zoom**2
    boxes[:, 1:] = boxes[:, 1:] * zoom + np.tile(shift, 2)
    boxes[:, 1::2] = boxes[:, 1::2].clip(0, width)
    boxes[:, 2::2] = boxes[:, 2::2].clip(0, height)
    remaining = (boxes[:, 3] - boxes[:, 1]) * (boxes[:, 4] - boxes[:, 2])
    return image, boxes[remaining > KEEP_BOX_SHARE * areas]


def _pad_targets(boxes: tuple[np.ndarray, ...]) -> Targets:
    """Stack box lists of different lengths into one padded batch."""
    longest = max(1, max(len(rows) for rows in boxes))
    padded = torch.zeros(len(boxes), longest, 5)
    valid = torch.zeros(len(boxes), longest, dtype=torch.bool)
    for index, rows in enumerate(boxes):
        padded[index, : len(rows)] = torch.from_numpy(rows)
        valid[index, : len(rows)] = True
    return Targets(padded[..., 1:], padded[..., 0].long(), valid)


def start_detector(options: argparse.Namespace) -> Detector:
    """A detector from a checkpoint, or a new one with a pretrained backbone."""
    if options.start:
        return load_detector(options.start)
    detector = Detector()
    if options.backbone:
        detector.backbone.load_state_dict(torch.load(options.backbone))
    return detector


def train(rank: int, processes: int, options: argparse.Namespace) -> None:
    """Work of one process; process 0 logs, tests and saves the averaged model."""
    cv2.setNumThreads(1)
    torch.manual_seed(options.seed)
    source = BatchSource(options.chunks, np.random.default_rng([options.seed, rank]))
    detector = start_detector(options).train().to(memory_format=torch.channels_last)
    average = AveragedModel(detector)
    optimiser = make_optimiser([detector], options.rate)
    clock = _Clock(options.minutes)
    step, progress, losses = 0, 0.0, []
    while progress < 1:
        set_rate(optimiser, options.rate, step, progress)
        low = progress < options.low_share
        size = (LOW_WIDTH, LOW_HEIGHT) if low else (INPUT_WIDTH, INPUT_HEIGHT)
        firmness = 1.0 if progress < options.firm_share else options.firmness
        images, targets = source.batch(options.batch, *size)
        images = images.contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
            predictions = detector(images)
        loss = detection_loss(predictions, targets, firmness, options.box_weight)
        optimiser.zero_grad()
        loss.total.backward()
        progress = average_gradients(detector.parameters(), processes, clock.progress())
        nn.utils.clip_grad_norm_(detector.parameters(), GRADIENT_LIMIT)
        optimiser.step()
        average.update(detector)
        step += 1
        losses.append((loss.box, loss.category))
        if rank == 0 and step % LOG_STEPS == 0:
            box, category = np.mean(losses[-LOG_STEPS:], axis=0)
            seen = step * options.batch * processes
            print(
                f"step {step} images {seen} of {len(source.chunks)} done {progress:.2f} "
                f"box {box:.3f} class {category:.3f} images/s {seen / clock.seconds():.1f}",
                flush=True,
            )
        if rank == 0 and (step % options.save_steps == 0 or progress >= 1):
            save_detector(average.model, options.out)
            if options.test and (step % (4 * options.save_steps) == 0 or progress >= 1):
                report(average.model, options.test)


class _Clock:
    """Share of a wall-time budget that has passed."""

    def __init__(self, minutes: float) -> None:
        self._started, self._budget = time.time(), 60 * minutes

    def seconds(self) -> float:
        return time.time() - self._started

    def progress(self) -> float:
        return self.seconds() / self._budget


def report(detector: Detector, folder: Path) -> None:
    """Print the figures on a folder of labelled test scenes."""
    images, truths = read_scenes(folder)
    found = TorchPredictor(detector).predict(images)
    precisions = average_precision(found, truths)
    matches = match_counts(found, truths, 0.7)
    print(
        f"TEST mAP50 {np.nanmean(precisions[:, 0]):.3f} mAP50-95 {np.nanmean(precisions):.3f} "
        f"at 0.7: P {matches.precision:.3f} R {matches.recall:.3f} "
        + " ".join(f"{slug}={value:.2f}" for slug, value in zip(CLASS_SLUGS, precisions[:, 0])),
        flush=True,
    )


def main() -> None:
    """Read the options and start the processes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chunks", type=Path, required=True, help="folder made by learn.chunks")
    parser.add_argument("--out", type=Path, required=True, help="averaged model (.pt), saved often")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--backbone", type=Path, help="weights from learn.pretrain")
    parser.add_argument("--start", type=Path, help="go on from this model instead")
    parser.add_argument("--test", type=Path, help="labelled scenes to report on now and then")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--batch", type=int, default=8, help="pictures a step and process")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--low-share", type=float, default=0.55, help="share of the run at 416x320")
    parser.add_argument(
        "--firmness", type=float, default=0.25, help="pull of scores to 1 afterwards"
    )
    parser.add_argument(
        "--firm-share", type=float, default=0.5, help="share of the run with all targets 1"
    )
    parser.add_argument(
        "--bf16", action="store_true", help="only for processors with AVX512-BF16 or AMX"
    )
    parser.add_argument("--box-weight", type=float, default=7.5, help="against the class loss")
    parser.add_argument("--save-steps", type=int, default=250)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    run_in_processes(train, options.processes, options)


if __name__ == "__main__":
    main()
