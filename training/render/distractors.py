"""Cut-outs of random packages: distractors, and the first lessons of the backbone.

    python3 -m render.distractors OUT DESIGNS VIEWS [FIRST_SEED]     (from the training folder)
    python3 -m render.distractors OUT DESIGNS VIEWS FIRST_SEED alike

With `alike` they have the shapes and colours of the ten products. Writes `{design:04d}_{view}.png`, 256 px square RGBA.
"""
from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from art.canvas import rgb
from art.products import SIDES
from art.random_designs import RandomDesign, lookalike, random_design
from catalogue import PRODUCTS

from .poses import random_pose
from .rasterise import draw, linear_texture

TRAINING_SEED = 50_000  # test scenes use seeds from 90,000 on


def _alike(seed: int) -> RandomDesign:
    product = PRODUCTS[seed % len(PRODUCTS)]
    ground, ink, _, first, second = SIDES[product.slug]
    return lookalike(seed, product, (rgb(ground), rgb(ink), rgb(first), rgb(second)))


def main() -> None:
    out, designs, views = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    first_seed = int(sys.argv[4]) if len(sys.argv) > 4 else TRAINING_SEED
    alike = sys.argv[5:] == ["alike"]
    out.mkdir(parents=True, exist_ok=True)
    for number in range(designs):
        seed = first_seed + number
        design = _alike(seed) if alike else random_design(seed)
        texture = linear_texture(design.texture())
        poses, noise = random.Random(number), np.random.RandomState(number)
        for view in range(views):
            picture = draw(design.package, texture, random_pose(design.package.shape, poses),
                           noise, oversample=1.3)
            name = f"a{number:04d}" if alike else f"{number:04d}"
            Image.fromarray(picture).save(out / f"{name}_{view}.png")
    (out / "DONE").touch()


if __name__ == "__main__":
    main()
