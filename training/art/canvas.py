"""A small drawing surface in fractions of the panel, on top of Pillow."""
from __future__ import annotations

import math
import os
from functools import lru_cache
from typing import Iterable, Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONT_FOLDER = os.environ.get("YOLO1125_FONTS", "/usr/share/fonts/opentype/noto/")
FONT_FILES = {
    "sans": "NotoSansCJK-Bold.ttc",
    "serif": "NotoSerifCJK-Bold.ttc",
    "small": "NotoSansCJK-Regular.ttc",
}
TRADITIONAL_CHINESE = 3  # face number inside the Noto collections
OVERSAMPLE = 2

Colour = tuple[int, int, int]


def rgb(colour: str | Sequence[float]) -> Colour:
    """`#rrggbb` or any three numbers in 0..255 as a tuple of ints."""
    if isinstance(colour, str):
        return tuple(int(colour[i:i + 2], 16) for i in (1, 3, 5))
    return tuple(int(v) for v in colour)


def mix(first: str | Colour, second: str | Colour, share: float) -> Colour:
    """Blend; share 0 gives the first colour, 1 the second."""
    return tuple(int(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second)))


@lru_cache(maxsize=512)
def font(face: str, pixels: int) -> ImageFont.FreeTypeFont:
    path = os.path.join(FONT_FOLDER, FONT_FILES[face])
    return ImageFont.truetype(path, max(6, pixels), index=TRADITIONAL_CHINESE)


class Canvas:
    """Coordinates run 0..1 from the left and from the top; radii and text
    heights are fractions of `unit`, the shorter side."""

    def __init__(self, width: int, height: int, oversample: int = OVERSAMPLE):
        self.size = (width, height)
        self.width, self.height = width * oversample, height * oversample
        self.unit = min(self.width, self.height)
        self.image = Image.new("RGB", (self.width, self.height))
        self.draw = ImageDraw.Draw(self.image)

    def finish(self) -> Image.Image:
        """The drawing at its nominal size, antialiased."""
        return self.image.resize(self.size, Image.LANCZOS)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.width, y * self.height

    def gradient(self, first: str | Colour, second: str | Colour, degrees: float = 90) -> None:
        """Fill everything; 90 degrees runs from top to bottom."""
        turn = math.radians(degrees)
        x, y = np.meshgrid(np.linspace(0, 1, self.width), np.linspace(0, 1, self.height))
        along = x * math.cos(turn) + y * math.sin(turn)
        along = (along - along.min()) / max(1e-6, float(np.ptp(along)))
        start, end = np.array(rgb(first), float), np.array(rgb(second), float)
        pixels = (start + (end - start) * along[..., None]).astype("uint8")
        self.image.paste(Image.fromarray(pixels))

    def rect(self, x0, y0, x1, y1, fill, rounded=0.0, outline=None, line=0.0) -> None:
        box = [*self.at(x0, y0), *self.at(x1, y1)]
        self.draw.rounded_rectangle(box, int(rounded * self.unit), fill=fill,
                                    outline=outline, width=max(1, int(line * self.unit)))

    def ellipse(self, x, y, rx, ry, fill=None, outline=None, line=0.0) -> None:
        cx, cy = self.at(x, y)
        rx, ry = rx * self.unit, ry * self.unit
        self.draw.ellipse([cx - rx, cy - ry, cx + rx, cy + ry], fill=fill,
                          outline=outline, width=max(1, int(line * self.unit)))

    def disc(self, x, y, radius, fill=None, outline=None, line=0.0) -> None:
        self.ellipse(x, y, radius, radius, fill, outline, line)

    def polygon(self, points: Iterable[tuple[float, float]], fill) -> None:
        self.draw.polygon([self.at(x, y) for x, y in points], fill=fill)

    def shape(self, x, y, offsets: Iterable[tuple[float, float]], fill) -> None:
        """Polygon round (x, y); offsets in units of the shorter side."""
        cx, cy = self.at(x, y)
        self.draw.polygon([(cx + dx * self.unit, cy + dy * self.unit) for dx, dy in offsets],
                          fill=fill)

    def line(self, points, fill, width: float) -> None:
        self.draw.line([self.at(x, y) for x, y in points], fill=fill,
                       width=max(1, int(width * self.unit)), joint="curve")

    def text(self, x, y, string, height, fill, face="sans", outline=None,
             stroke=0.06, max_width=0.94) -> None:
        """One line centred on (x, y), shrunk to at most `max_width` of the panel."""
        pixels = height * self.unit
        room = max_width * self.width
        length = font(face, 100).getlength(string) / 100
        pixels = min(pixels, room / max(0.1, length))
        edge = int(pixels * stroke) if outline else 0
        self.draw.text(self.at(x, y), string, font=font(face, int(pixels)), fill=fill,
                       anchor="mm", stroke_width=edge, stroke_fill=outline)

    def column(self, x, top, bottom, string, fill, face="sans", outline=None,
               stroke=0.06, max_height=1.0) -> None:
        """Characters one below the other between `top` and `bottom`."""
        step = (bottom - top) / len(string)
        height = min(step * self.height / self.unit * 0.96, max_height)
        for place, character in enumerate(string):
            self.text(x, top + step * (place + 0.5), character, height, fill, face,
                      outline, stroke, max_width=1.0)
