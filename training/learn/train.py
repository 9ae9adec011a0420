"""Train the detector on scenes painted while it learns, on a GPU or, slowly, without.

Worker processes draw packages, hands and backgrounds into pools; the training process
paints whole labelled scenes from them on its device, no scene twice. The length is
given in seconds of wall time, drawing included: all schedules follow the share that
has passed.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch
from torch import Tensor, nn

from .classes import INPUT_HEIGHT, INPUT_WIDTH
from .detector import Detector, load_detector, save_detector
from .feeder import Feeder
from .lens import photograph
from .loss import Judged, Losses, detection_loss
from .optimiser import AveragedModel, make_optimiser, set_rate
from .paint import Painter, Scenes
from .plan import Planner
from .stock import Sizes, Stock, start_workers, wait_until_ready

LOW_WIDTH, LOW_HEIGHT = 384, 288
GRADIENT_LIMIT = 10.0
WARM_UP = 300
FIRM_SHARE = 0.1
"""Share of the run in which every positive cell's score is drawn to 1."""
FIRMNESS, LAST_FIRMNESS = 0.3, 0.05
LEAST_READY = {"thing": 700, "held": 200, "background": 300, "overlay": 80}
"""Slots with which training starts."""
LOG_SECONDS, SAVE_SECONDS = 10, 45


class Clock:
    """Share of a wall-time budget that has passed."""

    def __init__(self, seconds: float) -> None:
        self._started, self._budget = time.monotonic(), seconds

    def seconds(self) -> float:
        return time.monotonic() - self._started

    def progress(self) -> float:
        return min(1.0, self.seconds() / self._budget)


def firmness(progress: float) -> float:
    """How much scores are drawn to 1: wholly at first, hardly at the end."""
    if progress < FIRM_SHARE:
        return 1.0
    return FIRMNESS + (LAST_FIRMNESS - FIRMNESS) * (progress - FIRM_SHARE) / (1 - FIRM_SHARE)


class Trainer:
    """The net, its average and its optimiser on one device."""

    def __init__(self, options: argparse.Namespace, device: torch.device) -> None:
        self.options, self.device = options, device
        detector = load_detector(options.start) if options.start else Detector()
        self.detector = detector.train().to(device, memory_format=torch.channels_last)
        self.average = AveragedModel(self.detector, options.average)
        self.optimiser = make_optimiser([self.detector], options.rate)
        self.step_number = 0

    def step(self, scenes: Scenes, images: Tensor, progress: float) -> Losses:
        set_rate(self.optimiser, self.options.rate, self.step_number, progress, WARM_UP)
        half = torch.bfloat16 if self.device.type == "cuda" else torch.float32
        images = images.to(half).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            predictions = self.detector(images)
        judged = Judged(scenes.unjudged, scenes.photos)
        loss = detection_loss(
            predictions, scenes.targets, judged, firmness(progress), self.options.box_weight
        )
        self.optimiser.zero_grad(set_to_none=True)
        loss.total.backward()
        nn.utils.clip_grad_norm_(self.detector.parameters(), GRADIENT_LIMIT)
        self.optimiser.step()
        self.average.update(self.detector)
        self.step_number += 1
        return loss


def train(options: argparse.Namespace) -> None:
    """Start the workers, wait for the first slots, then train until the time is up."""
    whole = Clock(options.seconds)
    sizes = Sizes(options.things, options.held, options.backgrounds)
    stock = Stock(options.materials, sizes, options.workers)
    workers = start_workers(stock, options.workers, options.seed)
    print(f"{whole.seconds():.1f} s: workers started", flush=True)
    device = torch.device(options.device)
    torch.manual_seed(options.seed)
    torch.backends.cudnn.benchmark = True
    trainer = Trainer(options, device)
    least = {kind: min(n, stock.pools()[kind].turning) for kind, n in LEAST_READY.items()}
    wait_until_ready(stock, least, min(50, options.seconds / 2), workers)
    feeder = Feeder(stock, device)
    feeder.start()
    print(f"{whole.seconds():.1f} s: {feeder.ready()}", flush=True)
    _loop(trainer, stock, feeder, whole, options)
    feeder.stop()
    for worker in workers:
        worker.terminate()
    save_detector(trainer.average.model, options.out)
    print(f"{whole.seconds():.1f} s: saved after {trainer.step_number} steps", flush=True)


def _loop(
    trainer: Trainer, stock: Stock, feeder: Feeder, whole: Clock, options: argparse.Namespace
) -> None:
    planner = Planner(stock, options.seed)
    slots = feeder.slots()
    sizes = {"low": (LOW_WIDTH, LOW_HEIGHT), "full": (INPUT_WIDTH, INPUT_HEIGHT)}
    painters = {name: Painter(slots, *size) for name, size in sizes.items()}
    clock = Clock(options.seconds - whole.seconds() - options.spare)
    seen, logged, saved, seen_then = 0, 0.0, 0.0, 0
    total = torch.zeros(3, device=trainer.device)
    since = 0
    while (progress := clock.progress()) < 1:
        painter = painters["low" if progress < options.low_share else "full"]
        count = options.low_batch if painter.width == LOW_WIDTH else options.batch
        plan = planner.plan(count, painter.width, painter.height, feeder.ready())
        scenes = painter.paint(plan)
        images = photograph(scenes.images, scenes.windows)
        loss = trainer.step(scenes, images, progress)
        total += torch.stack([loss.box, loss.sides, loss.category])
        since, seen = since + 1, seen + count
        now = clock.seconds()
        if now - logged > LOG_SECONDS:
            box, side, category = (total / since).tolist()
            now = clock.seconds()
            pace = (seen - seen_then) / (now - logged)
            print(
                f"{whole.seconds():.0f} s step {trainer.step_number} seen {seen} "
                f"({pace:.0f}/s) box {box:.3f} sides {side:.3f} class {category:.3f} "
                f"{feeder.ready()}",
                flush=True,
            )
            logged, seen_then, since = now, seen, 0
            total.zero_()
        if now - saved > SAVE_SECONDS:
            save_detector(trainer.average.model, options.out)
            saved = now


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--materials", type=Path, required=True, help="folder made by pack.py")
    parser.add_argument("--out", type=Path, required=True, help="averaged model (.pt)")
    parser.add_argument("--seconds", type=float, required=True, help="wall time, drawing included")
    parser.add_argument("--spare", type=float, default=3, help="seconds left for the end")
    parser.add_argument("--start", type=Path, help="go on from this model")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--workers", type=int, default=13, help="drawing processes")
    parser.add_argument("--batch", type=int, default=192)
    parser.add_argument("--low-batch", type=int, default=288, help=f"at {LOW_WIDTH}x{LOW_HEIGHT}")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--average", type=float, default=0.999, help="decay of the mean weights")
    parser.add_argument("--low-share", type=float, default=0.3, help="share of the time so")
    parser.add_argument("--box-weight", type=float, default=7.5, help="against the class loss")
    parser.add_argument("--things", type=int, default=24_000, help="slots of single packages")
    parser.add_argument("--held", type=int, default=5_000)
    parser.add_argument("--backgrounds", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    train(parse_options())
