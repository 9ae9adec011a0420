"""Chunks of ready-made composites on disk.

A chunk is `NAME.npy`, uint8 RGB [n, H, W, 3], and `NAME.boxes.npz`, whose array
`boxes` is float32 [m, 6]: picture number, class, x1, y1, x2, y2 in pixels. The
boxes are written last, so a chunk with boxes is complete.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import cv2
import numpy as np

from .compose import Composer
from .photos import training_photos


def write_chunk(composer: Composer, target: Path, count: int, seed: int) -> None:
    """Compose `count` scenes into the chunk `target` (a path without suffix)."""
    rng = np.random.default_rng(seed)
    images = np.lib.format.open_memmap(
        target.with_suffix(".npy"), "w+", np.uint8, (count, composer.height, composer.width, 3)
    )
    rows = []
    for index in range(count):
        images[index], boxes = composer.sample(rng)
        rows.append(np.insert(boxes, 0, index, axis=1))
    images.flush()
    partial = target.with_suffix(".partial.npz")
    np.savez(partial, boxes=np.concatenate(rows).astype(np.float32))
    partial.rename(target.with_suffix(".boxes.npz"))


class ChunkFolder:
    """Random access to all complete chunks of a folder; grows with the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names: set[str] = set()
        self._samples: list[tuple[np.ndarray, int, np.ndarray]] = []
        self.refresh()

    def refresh(self) -> None:
        """Open chunks that have become complete since the last look."""
        for path in sorted(self.folder.glob("*.boxes.npz")):
            name = path.name.removesuffix(".boxes.npz")
            if name in self._names:
                continue
            self._names.add(name)
            images = np.load(self.folder / f"{name}.npy", mmap_mode="r")
            boxes = np.load(path)["boxes"]
            bounds = np.searchsorted(boxes[:, 0], np.arange(len(images) + 1))
            self._samples += [
                (images, index, boxes[bounds[index] : bounds[index + 1], 1:])
                for index in range(len(images))
            ]

    def __len__(self) -> int:
        return len(self._samples)

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """Return (uint8 RGB [H, W, 3], float32 boxes [n, 5])."""
        images, position, boxes = self._samples[index]
        return images[position], boxes


def contact_sheet(folder: Path, target: Path, count: int = 20) -> None:
    """Save a picture of the first scenes with their boxes, for a look by eye."""
    chunks, tiles = ChunkFolder(folder), []
    for index in range(min(count, len(chunks))):
        image, boxes = chunks[index]
        image = np.ascontiguousarray(image[..., ::-1])
        for label, x1, y1, x2, y2 in boxes.astype(int):
            cv2.rectangle(image, (x1, y1), (x2, y2), (0, 0, 255), 2)
            cv2.putText(
                image, str(label), (x1 + 3, y1 + 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 0, 255), 1
            )
        tiles.append(image)
    rows = [np.hstack(tiles[start : start + 5]) for start in range(0, len(tiles) - 4, 5)]
    cv2.imwrite(str(target), np.vstack(rows))


def main() -> None:
    """Write a numbered run of chunks, re-reading the cut-out folders before each."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--cutouts", type=Path, nargs="+", required=True)
    parser.add_argument("--distractors", type=Path, required=True)
    parser.add_argument("--backgrounds", type=Path, required=True)
    parser.add_argument("--photos", type=Path, required=True, help="the grocery data set")
    parser.add_argument("--held", type=Path, help="cut-outs with a rendered hand and boxes")
    parser.add_argument("--out", type=Path, required=True, help="folder for the chunks")
    parser.add_argument("--chunks", type=int, default=8)
    parser.add_argument("--first", type=int, default=0, help="number (and seed) of the first chunk")
    parser.add_argument("--size", type=int, default=2000, help="scenes per chunk")
    parser.add_argument("--sheet", type=Path, help="also save a contact sheet here")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    for number in range(options.first, options.first + options.chunks):
        started = time.process_time()
        composer = Composer(
            options.cutouts,
            options.distractors,
            options.backgrounds,
            training_photos(options.photos),
            options.held,
        )
        write_chunk(composer, options.out / f"chunk_{number:03d}", options.size, seed=number)
        cutouts = sum(len(views) for views in composer.products)
        per_scene = (time.process_time() - started) / options.size * 1e3
        print(f"chunk {number}: {cutouts} cut-outs, {per_scene:.1f} CPU ms per scene", flush=True)
    if options.sheet:
        contact_sheet(options.out, options.sheet)


if __name__ == "__main__":
    main()
