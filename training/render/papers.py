"""Cut-outs of printed labels, the ten on paper: what one sees who tries a printed sheet.

    python3 -m render.papers OUT VIEWS SEED     (from the training folder)

Writes `{class}_{seed}_{view:03d}.png`, 256 px square RGBA.
"""
from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from art.textures import front_picture
from catalogue import PRODUCTS

from . import poses
from .rasterise import draw_mesh, linear_texture, triangulate
from .sheet import bent_sheet, printed


def main() -> None:
    out, views, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    for index, product in enumerate(PRODUCTS):
        rng, noise = random.Random(1000 * index + seed), np.random.RandomState(100 * index + seed)
        label = front_picture(product)
        for view in range(views):
            paper = printed(label, rng)
            mesh = bent_sheet(paper.width / paper.height, rng)
            picture = draw_mesh(triangulate(mesh, False), mesh.surfaces, linear_texture(paper),
                                poses.paper(rng), noise)
            Image.fromarray(picture).save(out / f"{index}_{seed}_{view:03d}.png")
    (out / "DONE").touch()


if __name__ == "__main__":
    main()
