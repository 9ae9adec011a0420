"""The ten products as a shop shows them: one upright cut-out each on white, for `samples/products/`.

    python3 -m render.pictures CUTOUTS OUT
"""
from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from catalogue import PRODUCTS

# Views of seed 11 that stand upright and show the front, chosen by eye.
VIEWS = (2, 10, 9, 6, 13, 7, 9, 13, 3, 14)
SIDE = 256
MARGIN = 0.06


def on_white(cutout: Image.Image) -> Image.Image:
    """An RGBA cut-out, trimmed, in the middle of a white square of SIDE pixels."""
    thing = cutout.crop(cutout.getchannel("A").getbbox())
    side = round(max(thing.size) * (1 + 2 * MARGIN))
    square = Image.new("RGB", (side, side), "white")
    square.paste(thing, ((side - thing.width) // 2, (side - thing.height) // 2), thing)
    return square.resize((SIDE, SIDE), Image.LANCZOS)


def main(cutouts: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for index, (package, view) in enumerate(zip(PRODUCTS, VIEWS)):
        cutout = Image.open(cutouts / f"{index}_11_{view:03}.png").convert("RGBA")
        on_white(cutout).save(out / f"{package.slug}.jpg", quality=85)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
