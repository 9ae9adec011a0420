"""Looks of the ten trained products, for the comparison with learned ones.

    python3 -m render.references CUTOUTS BACKGROUNDS OUT     (from the training folder)

Writes OUT/{slug}/{number}.jpg: 128 px squares, the package in the middle with 1.15 times its longer side, as the
program cuts packages out of a frame.
"""
from __future__ import annotations

import random
import sys
from pathlib import Path

from PIL import Image

from catalogue import PRODUCTS

SIDE, MARGIN, EACH = 128, 1.15, 8


def square(cut: Image.Image, ground: Image.Image, rng: random.Random) -> Image.Image:
    cut = cut.crop(cut.getbbox())
    side = round(max(cut.size) * MARGIN)
    scale = side / min(ground.size) * rng.uniform(1.0, 1.6)
    ground = ground.resize((round(ground.width * scale) + 1, round(ground.height * scale) + 1))
    ground = ground.crop((0, 0, side, side))
    ground.paste(cut, ((side - cut.width) // 2, (side - cut.height) // 2), cut)
    return ground.resize((SIDE, SIDE), Image.LANCZOS)


def main() -> None:
    cutouts, backgrounds, out = map(Path, sys.argv[1:4])
    grounds = sorted(backgrounds.glob("table_*.png"))
    for index, product in enumerate(PRODUCTS):
        rng = random.Random(index)
        files = rng.sample(sorted(cutouts.glob(f"{index}_*.png")), EACH)
        folder = out / product.slug
        folder.mkdir(parents=True, exist_ok=True)
        for number, file in enumerate(files):
            ground = Image.open(rng.choice(grounds)).convert("RGB")
            square(Image.open(file).convert("RGBA"), ground, rng).save(folder / f"{number}.jpg", quality=88)


if __name__ == "__main__":
    main()
