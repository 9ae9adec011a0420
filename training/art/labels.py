"""The fronts of the ten products as pictures, for `yolo1125 labels --pdf`.

    python3 -m art.labels ../models/labels     (from the training folder)
"""
from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from catalogue import PRODUCTS

from .textures import front_picture

COLOURS = 96  # enough for flat art, and a quarter of the size


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for product in PRODUCTS:
        picture = front_picture(product, 3).quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
        picture.save(folder / f"{product.slug}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
