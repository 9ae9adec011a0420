"""Train the embedder on one device for a given time.

    python3 -m embed.train OUT --pack PACK --seconds 400     (from the training folder)

Drawing labels and rasterising bodies goes on in other processes meanwhile. OUT/embedder.pt
is the averaged net, written again every minute; OUT/train.log what is printed.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import torch

from learn.optimiser import AveragedModel, make_optimiser, set_rate

from . import hands
from .batches import BatchSizes, BatchSource
from .families import make_families
from .loss import Memory, supervised_contrast
from .net import DIMENSIONS, Embedder, save_embedder
from .pictures import read_pack
from .scene import Surroundings
from .stock import Stock, start_workers

MEMORY = 16_384
"""Embeddings of earlier batches that pictures are held against as well, ..."""
MEMORY_FROM = 0.1
"""... from this share of the run on, when the net no longer changes fast."""
SAVE_SECONDS = 60


def prepare(options: argparse.Namespace, folder: Path, device: torch.device) -> BatchSource:
    """Start the workers and wait until the bodies and the first labels are there."""
    stock = Stock(folder, options.variants, options.poses, options.labels)
    start_workers(stock, options.workers)
    families_photos = read_pack(options.pack / "photos.npz")
    drawn = read_pack(options.pack / "backgrounds.npz")
    families = make_families(options.labels, options.variants, len(families_photos.pictures))
    around = Surroundings(
        torch.from_numpy(families_photos.pictures).to(device),
        torch.from_numpy(drawn.pictures).to(device),
        hands.draw_layers(options.hands, device),
    )
    ready = stock.arrays()
    while not ready["geometry_ready"].all() or ready["label_ready"].sum() < options.first_labels:
        time.sleep(0.5)
    sizes = BatchSizes(options.packages, options.goods, options.views)
    source = BatchSource(stock, families, families_photos, around, sizes, device)
    source.refresh()
    return source


def train(options: argparse.Namespace) -> None:
    """The whole run; ends `--seconds` after `--started`."""
    device = torch.device(options.device)
    torch.manual_seed(0)
    torch.backends.cudnn.benchmark = True
    options.out.mkdir(parents=True, exist_ok=True)
    log = open(options.out / "train.log", "a")

    def say(text: str) -> None:
        line = f"{time.time() - options.started:6.1f} s  {text}"
        print(line, flush=True)
        print(line, file=log, flush=True)

    with tempfile.TemporaryDirectory(dir=options.scratch) as folder:
        source = prepare(options, Path(folder), device)
        say(f"{source.labels_ready} labels, {source.stock.geometry_count} bodies, {source.class_count} classes")
        run(options, source, device, say)


def run(options: argparse.Namespace, source: BatchSource, device: torch.device, say) -> None:
    net = Embedder().to(device, memory_format=torch.channels_last)
    memory = Memory(MEMORY, DIMENSIONS, device)
    optimiser = make_optimiser([net], options.rate)
    average = AveragedModel(net)
    began = saved = time.time()
    end = options.started + options.seconds
    step, progress = 0, 0.0
    while progress < 1:
        set_rate(optimiser, options.rate, step, progress)
        images, numbers = source.batch()
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda" or options.bf16):
            embeddings = net(images.contiguous(memory_format=torch.channels_last))
        loss = supervised_contrast(embeddings, numbers, memory)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if progress > MEMORY_FROM:
            memory.add(embeddings, numbers)
        average.update(net)
        step += 1
        if step % options.every == 0:
            known = source.refresh()
            seen = step * len(numbers)
            say(f"step {step} crops {seen} ({seen / (time.time() - began):.0f}/s) labels {known} loss {loss.item():.3f}")
        if time.time() - saved > SAVE_SECONDS:
            save_embedder(average.model, options.out / "embedder.pt")
            saved = time.time()
        progress = (time.time() - began) / max(1.0, end - began)
    save_embedder(average.model, options.out / "embedder.pt")
    say(f"finished after {step} steps")


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--pack", type=Path, required=True, help="folder written by embed.pack")
    parser.add_argument("--seconds", type=float, required=True, help="of the whole run, preparation included")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=3, help="processes that draw labels and bodies")
    parser.add_argument("--labels", type=int, default=9000)
    parser.add_argument("--first-labels", type=int, default=900, help="to wait for before the first step")
    parser.add_argument("--variants", type=int, default=48, help="bodies, a multiple of 8")
    parser.add_argument("--poses", type=int, default=64, help="of each body")
    parser.add_argument("--hands", type=int, default=96, help="layers for each box shape")
    parser.add_argument("--packages", type=int, default=224, help="in a batch")
    parser.add_argument("--goods", type=int, default=32, help="real classes in a batch")
    parser.add_argument("--views", type=int, default=4, help="of each in a batch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--every", type=int, default=50, help="steps between two lines of the log")
    parser.add_argument("--bf16", action="store_true", help="on processors that have it")
    parser.add_argument("--scratch", type=Path, help="where large temporary files go")
    parser.set_defaults(started=time.time())
    train(parser.parse_args())


if __name__ == "__main__":
    main()
