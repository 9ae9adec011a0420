"""A printed label as a thing of its own: a rectangle of paper, a little bent."""
from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

from .mesh import Mesh, Surface

if TYPE_CHECKING:
    from PIL import Image

HEIGHT = 0.12  # metres
STEPS = 12  # faces each way
PAPER = Surface(label=True, roughness=0.6)


def bent_sheet(aspect: float, rng: random.Random) -> Mesh:
    """A sheet HEIGHT tall and `aspect` times as wide, front to -y, standing on z = 0.

    It is bent about the upright or the level axis by up to 70 degrees from edge to
    edge, towards the viewer or away.
    """
    mesh = Mesh([PAPER])
    angle = rng.gauss(0, 0.45)
    angle = max(-1.2, min(1.2, angle)) or 0.01
    upright = rng.random() < 0.6
    for row in range(STEPS + 1):
        for column in range(STEPS + 1):
            u, v = column / STEPS - 0.5, row / STEPS - 0.5
            along, length = (u, aspect * HEIGHT) if upright else (v, HEIGHT)
            radius = length / angle
            shift, depth = radius * math.sin(along * angle), radius * (1 - math.cos(along * angle))
            x = shift if upright else u * aspect * HEIGHT
            z = v * HEIGHT if upright else shift
            mesh.vertices.append((x, depth, z + HEIGHT / 2))
    across = STEPS + 1
    for row in range(STEPS):
        for column in range(STEPS):
            corner = row * across + column
            uv = [(0.001 + 0.998 * (column + a) / STEPS, 0.001 + 0.998 * (row + b) / STEPS)
                  for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))]
            mesh.add_face((corner, corner + 1, corner + across + 1, corner + across), uv)
    return mesh


def printed(label: Image.Image, rng: random.Random) -> Image.Image:
    """The label on paper, cut out with a white edge of 0 to 4 % of its width, and
    in the paler colours of a desk printer."""
    from PIL import Image

    edge = int(rng.uniform(0, 0.04) * label.width)
    paper = Image.new("RGB", (label.width + 2 * edge, label.height + 2 * edge), "white")
    paper.paste(label, (edge, edge))
    return Image.blend(paper, Image.new("RGB", paper.size, "white"), rng.uniform(0, 0.18))
