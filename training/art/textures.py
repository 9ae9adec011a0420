"""Label images for the shapes of `render/shapes.py`.

Round packages get one picture of the full turn: front, side, front, side.
Flat packages get an atlas: the front in the left half, the side in the right.

    python3 -m art.textures FOLDER     (from the training folder)
"""
from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Callable

from PIL import Image

from catalogue import PRODUCTS, Package

from .canvas import Canvas, Colour, rgb
from .products import FRONTS, SIDES

Painter = Callable[[Canvas], None]

WRAP_SIZE = {"bottle": (1280, 560), "can": (1280, 680), "slim_can": (1280, 960), "cup": (1280, 480)}
FLAT_SIZE = {"bag": (560, 760), "box": (560, 768), "carton": (448, 1152), "rice_ball": (512, 512)}
BOX_SIDE_ASPECT = 0.36  # depth of the box over its width
FRONT_SHARE = 0.36  # of the full turn, for each of the two fronts
FRONT_CENTRE = 0.25  # u of the first front; `render/shapes.py` turns it to the viewer

SMALL_PRINT = "營養標示每份熱量蛋白質脂肪飽和糖鈉毫克大卡公克原料水砂糖香料保存期限"


def paint_side(canvas: Canvas, name: str, ground: str | Colour, ink: Colour, motif,
               first: Colour, second: Colour, rng: random.Random) -> None:
    """Motif all over, the name down the middle, a small-print box below."""
    canvas.gradient(ground, ground)
    motif(canvas, first, second, rng)
    canvas.rect(0.2, 0.03, 0.8, 0.63, rgb(ground), 0.1)
    canvas.column(0.5, 0.05, 0.61, name, ink)
    canvas.rect(0.08, 0.67, 0.92, 0.96, (250, 250, 250), 0.03)
    for row in range(4):
        words = "".join(rng.choice(SMALL_PRINT) for _ in range(9))
        canvas.text(0.5, 0.7 + row * 0.035, words, 0.08, (40, 40, 40), "small", max_width=0.78)
    x = 0.16
    while x < 0.82:
        bar = rng.choice((1, 2, 3)) * 0.009
        canvas.rect(x, 0.84, x + bar, 0.94, (10, 10, 10))
        x += bar + rng.choice((1, 2, 3)) * 0.009


def compose_texture(shape: str, front: Painter, side: Painter, scale: float = 1.0,
                    oversample: int = 2) -> Image.Image:
    """Lay the painted panels out for a shape; `scale` 1 is the full size."""
    if shape in WRAP_SIZE:
        width, height = (int(v * scale) for v in WRAP_SIZE[shape])
        front_width = int(width * FRONT_SHARE)
        side_width = width // 2 - front_width
        front_art = _panel(front_width, height, front, oversample)
        side_art = _panel(side_width, height, side, oversample)
        image = Image.new("RGB", (width, height))
        for turn in (0, 0.5):
            left = int((FRONT_CENTRE + turn) * width - front_width / 2)
            image.paste(front_art, (left, 0))
            start = (left + front_width) % width
            image.paste(side_art, (start, 0))
            image.paste(side_art, (start - width, 0))
        return image
    width, height = (int(v * scale) for v in FLAT_SIZE[shape])
    image = Image.new("RGB", (2 * width, height))
    image.paste(_panel(width, height, front, oversample), (0, 0))
    side_width = int(width * BOX_SIDE_ASPECT) if shape == "box" else width
    side_art = _panel(side_width, height, side, oversample)
    image.paste(side_art.resize((width, height), Image.LANCZOS), (width, 0))
    return image


def _panel(width: int, height: int, painter: Painter, oversample: int) -> Image.Image:
    canvas = Canvas(width, height, oversample)
    painter(canvas)
    return canvas.finish()


def front_picture(product: Package, oversample: int = 2) -> Image.Image:
    """The front of one of the ten alone, as it is printed flat on paper."""
    if product.shape in WRAP_SIZE:
        width, height = WRAP_SIZE[product.shape]
        width = int(width * FRONT_SHARE)
    else:
        width, height = FLAT_SIZE[product.shape]
    return _panel(width, height, FRONTS[product.slug], oversample)


def product_texture(product: Package) -> Image.Image:
    """The full label of one of the ten products."""
    rng = random.Random(product.slug)

    def side(canvas: Canvas) -> None:
        paint_side(canvas, product.name, *SIDES[product.slug], rng)

    return compose_texture(product.shape, FRONTS[product.slug], side)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for product in PRODUCTS:
        product_texture(product).save(folder / f"{product.slug}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
