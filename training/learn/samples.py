"""A file of painted scenes that training never sees, for calibration and checks.

An `.npz` with `images`, uint8 RGB [n, H, W, 3], and `boxes`, float32 [m, 6]: picture
number, class, x1, y1, x2, y2 in pixels.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
import torch

from .classes import INPUT_HEIGHT, INPUT_WIDTH
from .lens import photograph
from .paint import Painter, Slots
from .plan import Planner
from .stock import Sizes, Stock, fill_in_place

BATCH = 16


def paint_samples(stock: Stock, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Pictures and boxes of `count` scenes from what a stock holds."""
    torch.manual_seed(seed)
    pools = (stock.things, stock.held, stock.overlays, stock.backgrounds)
    notes = torch.from_numpy(stock.backgrounds.notes[:, 0])
    painter = Painter(
        Slots(*(torch.from_numpy(pool.pixels) for pool in pools), notes), INPUT_WIDTH, INPUT_HEIGHT
    )
    planner = Planner(stock, seed)
    ready = {kind: pool.ready() for kind, pool in stock.pools().items()}
    images, rows = [], []
    for first in range(0, count, BATCH):
        scenes = painter.paint(planner.plan(BATCH, INPUT_WIDTH, INPUT_HEIGHT, ready))
        pictures = photograph(scenes.images, scenes.windows).permute(0, 2, 3, 1)
        images.append((pictures * 255).round().to(torch.uint8).numpy())
        boxes, labels, valid = scenes.targets
        for picture, target in valid.nonzero().tolist():
            corners = boxes[picture, target].tolist()
            rows.append((first + picture, int(labels[picture, target]), *corners))
    return np.concatenate(images)[:count], np.array([r for r in rows if r[0] < count], np.float32)


def read_samples(path: Path) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Pictures and, for each, boxes [n, 5]: class, x1, y1, x2, y2."""
    saved = np.load(path)
    images, boxes = list(saved["images"]), saved["boxes"]
    return images, [boxes[boxes[:, 0] == number, 1:] for number in range(len(images))]


def contact_sheet(path: Path, target: Path, count: int = 24) -> None:
    """Save a picture of the first scenes with their boxes, for a look by eye."""
    tiles = []
    for image, boxes in list(zip(*read_samples(path)))[:count]:
        tile = np.ascontiguousarray(image[..., ::-1])
        for label, x1, y1, x2, y2 in boxes.astype(int):
            cv2.rectangle(tile, (x1, y1), (x2 - 1, y2 - 1), (0, 0, 255), 1)
            cv2.putText(tile, str(label), (x1 + 3, y1 + 14), 0, 0.5, (0, 0, 255), 1)
        tiles.append(tile)
    rows = [np.hstack(tiles[start : start + 4]) for start in range(0, len(tiles) - 3, 4)]
    cv2.imwrite(str(target), np.vstack(rows))


def main() -> None:
    """Draw what is needed and paint the scenes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--materials", type=Path, required=True, help="folder made by pack.py")
    parser.add_argument("--out", type=Path, required=True, help=".npz")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=60, help="times twelve pictures drawn")
    parser.add_argument("--seed", type=int, default=900, help="unlike that of the training")
    parser.add_argument("--sheet", type=Path, help="also save a contact sheet here")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    rounds = options.rounds
    stock = Stock(options.materials, Sizes(6 * rounds, 2 * rounds, 3 * rounds, rounds), 1)
    fill_in_place(stock, rounds, options.seed)
    images, boxes = paint_samples(stock, options.count, options.seed)
    np.savez(options.out, images=images, boxes=boxes)
    if options.sheet:
        contact_sheet(options.out, options.sheet)


if __name__ == "__main__":
    main()
