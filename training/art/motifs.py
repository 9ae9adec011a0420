"""Repeating picture elements for label art: leaves, suns, waves, cow patches…"""
from __future__ import annotations

import math
import random
from typing import Callable

from .canvas import Canvas, Colour, mix

Motif = Callable[[Canvas, Colour, Colour, random.Random], None]


def leaf(canvas: Canvas, x: float, y: float, length: float, turn: float,
         fill: Colour, vein: Colour) -> None:
    """A leaf starting at (x, y); length in short sides, turn in radians."""
    steps = [i / 20 for i in range(21)]
    half = [math.sin(math.pi * t) * length * 0.24 * (1 - 0.3 * t) for t in steps]
    edge = [(t * length, h) for t, h in zip(steps, half)]
    edge += [(t * length, -h) for t, h in reversed(list(zip(steps, half)))]
    cos, sin = math.cos(turn), math.sin(turn)
    canvas.shape(x, y, [(a * cos - b * sin, a * sin + b * cos) for a, b in edge], fill)
    rib = [(0, 0.008), (length * 0.95, 0), (0, -0.008)]
    canvas.shape(x, y, [(a * cos - b * sin, a * sin + b * cos) for a, b in rib], vein)


def rays(canvas: Canvas, x: float, y: float, count: int, reach: float, fill: Colour,
         start: float = 0.0) -> None:
    """`count` wedges from (x, y) out to `reach` short sides."""
    for k in range(count):
        a, b = start + math.tau * k / count, start + math.tau * (k + 0.5) / count
        canvas.shape(x, y, [(0, 0), (reach * math.cos(a), reach * math.sin(a)),
                            (reach * math.cos(b), reach * math.sin(b))], fill)


def wave_band(canvas: Canvas, y: float, depth: float, fill: Colour, phase: float = 0.0,
              periods: float = 1.5, height: float = 0.03) -> None:
    """A band with a sine upper edge, `depth` of the panel tall."""
    top = [(k / 60, y + height * math.sin(math.tau * periods * k / 60 + phase))
           for k in range(61)]
    canvas.polygon(top + [(1, y + depth), (0, y + depth)], fill)


def star(canvas: Canvas, x: float, y: float, radius: float, points: int, fill: Colour) -> None:
    corners = []
    for k in range(2 * points):
        reach = radius if k % 2 == 0 else radius * 0.45
        corners.append((reach * math.sin(math.pi * k / points),
                        -reach * math.cos(math.pi * k / points)))
    canvas.shape(x, y, corners, fill)


def leaves(canvas, first, second, rng) -> None:
    for _ in range(6):
        height = rng.choice([rng.uniform(0.02, 0.25), rng.uniform(0.7, 0.95)])
        leaf(canvas, rng.uniform(0.1, 0.9), height, rng.uniform(0.25, 0.45),
             rng.uniform(0, math.tau), first, second)


def sun(canvas, first, second, rng) -> None:
    x, y, radius = rng.uniform(0.35, 0.65), rng.uniform(0.35, 0.65), rng.uniform(0.28, 0.42)
    if rng.random() < 0.5:
        rays(canvas, x, y, rng.randint(8, 20), 2.0, second)
    canvas.disc(x, y, radius, first)
    canvas.disc(x, y, radius * 0.86, None, second, 0.015)


def waves(canvas, first, second, rng) -> None:
    for k in range(4):
        wave_band(canvas, 0.55 + 0.12 * k, 0.5, mix(first, second, k / 3), rng.uniform(0, 6))


def drops(canvas, first, second, rng) -> None:
    for _ in range(18):
        canvas.disc(rng.random(), rng.random(), rng.uniform(0.02, 0.08),
                    rng.choice([first, second]))


def chips(canvas, first, second, rng) -> None:
    for _ in range(8):
        x, y, radius = rng.uniform(0.1, 0.9), rng.uniform(0.62, 0.9), rng.uniform(0.13, 0.2)
        canvas.ellipse(x, y, radius, radius * 0.7, mix(first, second, rng.random()),
                       mix(second, (90, 40, 0), 0.5), 0.01)
        for k in (-0.5, 0, 0.5):
            canvas.ellipse(x + k * radius * 0.5, y, radius * 0.08, radius * 0.5,
                           mix(second, first, 0.3))


def bowl(canvas, first, second, rng) -> None:
    x, y, radius = 0.5, 0.72, 0.38
    canvas.ellipse(x, y, radius, radius * 0.5, second)
    for _ in range(26):
        nx = x + rng.uniform(-0.8, 0.8) * radius * canvas.unit / canvas.width
        ny = y + rng.uniform(-0.3, 0.3) * radius * canvas.unit / canvas.height
        canvas.ellipse(nx, ny, radius * 0.26, radius * 0.1, None, (252, 224, 120), 0.014)
    for k in range(4):
        canvas.ellipse(x - 0.18 + 0.12 * k, y - 0.05 + 0.04 * (k % 2), 0.06, 0.035, (96, 30, 22))
        canvas.disc(x - 0.12 + 0.1 * k, y + 0.06 * (k % 2), 0.018, (70, 190, 60))
    cx, cy = canvas.at(x, y)
    radius *= canvas.unit
    canvas.draw.pieslice([cx - radius * 1.05, cy - radius * 0.75, cx + radius * 1.05,
                          cy + radius * 0.95], 8, 172, fill=first)


def beans(canvas, first, second, rng) -> None:
    for _ in range(10):
        x, y = rng.uniform(0.08, 0.92), rng.uniform(0.62, 0.95)
        canvas.ellipse(x, y, 0.07, 0.05, first)
        canvas.ellipse(x, y, 0.012, 0.045, second)


def mountains(canvas, first, second, rng) -> None:
    for k in range(3):
        x, tall = rng.uniform(0.1, 0.9), rng.uniform(0.25, 0.45)
        canvas.polygon([(x - 0.35, 1), (x, 1 - tall), (x + 0.35, 1)], mix(first, second, k / 2))
        canvas.polygon([(x - 0.06, 1 - tall * 0.82), (x, 1 - tall), (x + 0.06, 1 - tall * 0.82)],
                       (255, 255, 255))


def stripes(canvas, first, second, rng) -> None:
    count, slope = rng.randint(3, 9), rng.choice([0, 0.2, 0.4])
    for k in range(count):
        x = k / count * 1.5 - 0.25
        canvas.polygon([(x, 0), (x + 0.08, 0), (x + 0.08 - slope, 1), (x - slope, 1)],
                       first if k % 2 else second)


def bands(canvas, first, second, rng) -> None:
    for _ in range(rng.randint(1, 4)):
        y = rng.uniform(0, 0.95)
        canvas.rect(0, y, 1, y + rng.uniform(0.02, 0.12), rng.choice([first, second]))


def stars(canvas, first, second, rng) -> None:
    for _ in range(10):
        star(canvas, rng.random(), rng.random(), rng.uniform(0.03, 0.1),
             rng.choice([5, 6, 8]), rng.choice([first, second]))


def fruit(canvas, first, second, rng) -> None:
    for _ in range(5):
        x, y, radius = rng.uniform(0.1, 0.9), rng.uniform(0.6, 0.92), rng.uniform(0.09, 0.16)
        canvas.disc(x, y, radius, first)
        canvas.disc(x - radius * 0.3, y - radius * 0.2, radius * 0.25, mix(first, "#ffffff", 0.6))
        leaf(canvas, x, y - radius * 0.6, radius, -0.7, second, first)


def patches(canvas, first, second, rng) -> None:
    for _ in range(6):
        x, y = rng.random(), rng.uniform(0.5, 0.95)
        for _ in range(4):
            radius = rng.uniform(0.06, 0.12)
            canvas.ellipse(x + rng.uniform(-0.07, 0.07), y + rng.uniform(-0.04, 0.04),
                           radius, radius * 0.8, first)


def checker(canvas, first, second, rng) -> None:
    count = rng.randint(4, 8)
    side = canvas.width / canvas.height / count
    for row in range(int(0.3 / side) + 1):
        for column in range(row % 2, count, 2):
            canvas.rect(column / count, 1 - (row + 1) * side, (column + 1) / count,
                        1 - row * side, first)


def triangle(canvas, first, second, rng) -> None:
    canvas.polygon([(0.5, 0.06), (0.94, 0.94), (0.06, 0.94)], second)
    canvas.rect(0.3, 0.55, 0.7, 0.94, first)


MOTIFS: tuple[Motif, ...] = (leaves, sun, waves, drops, chips, bowl, beans, mountains, stripes,
                             bands, stars, fruit, patches, checker, triangle)
