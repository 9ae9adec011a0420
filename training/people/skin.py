"""The painted face: one picture seen straight from the front, eyes open or closed."""
from __future__ import annotations

import random
from typing import Callable

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .grid import bump, ease, noise
from .head import CHIN, face_relief
from .looks import Colour, Looks

SIDE, REACH = 1024, 0.30  # pixels, metres
SCALE = SIDE / REACH


def at(x: float, z: float) -> tuple[float, float]:
    return SIDE / 2 + x * SCALE, SIDE / 2 - z * SCALE


class Canvas:
    """A colour picture that takes soft-edged shapes."""

    def __init__(self, image: Image.Image) -> None:
        self.image = image

    def soft(self, colour: Colour | Image.Image, draw: Callable[[ImageDraw.ImageDraw], None],
             blur: float, strength: float) -> None:
        mask = Image.new("L", (SIDE, SIDE), 0)
        draw(ImageDraw.Draw(mask))
        touched = mask.getbbox()
        if not touched:
            return
        pad = int(3 * blur) + 2
        left, top = max(0, touched[0] - pad), max(0, touched[1] - pad)
        box = (left, top, min(SIDE, touched[2] + pad), min(SIDE, touched[3] + pad))
        mask = mask.crop(box).filter(
            ImageFilter.GaussianBlur(blur)).point(lambda v: int(v * strength))
        plate = colour.crop(box) if isinstance(colour, Image.Image) else \
            Image.new("RGB", mask.size, colour)
        self.image.paste(plate, (left, top), mask)

    def spot(self, colour: Colour, x: float, z: float, wide: float, tall: float, blur: float,
             strength: float) -> None:
        self.soft(colour,
                  lambda d: d.ellipse([*at(x - wide, z + tall), *at(x + wide, z - tall)], fill=255),
                  blur, strength)


def times(colour: Colour, *shares: float) -> Colour:
    factors = shares if len(shares) == 3 else shares * 3
    return tuple(int(min(255, c * f))
                 for c, f in zip(colour, factors))  # type: ignore[return-value]


def _ground(looks: Looks) -> Image.Image:
    """Bare skin: mottles, pores, furrows and the shade of hollows."""
    rng = np.random.RandomState(looks.seed)
    mottle, pores = noise(rng, SIDE, SIDE, 6, 5), noise(rng, SIDE, SIDE, 160, 2)
    tone = np.array(looks.skin, np.float32)
    colour = tone + mottle[..., None] * tone * [0.018, 0.028, 0.030]
    colour += pores[..., None] * tone * 0.012
    steps = (np.arange(SIDE) + 0.5 - SIDE / 2) / SCALE
    x, z = np.meshgrid(steps, -steps)
    relief = face_relief(looks, x[::2, ::2], z[::2, ::2]).astype(np.float32)
    relief = cv2.resize(relief, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    hollow = (cv2.GaussianBlur(relief, (0, 0), 0.0045 * SCALE) - relief) / 0.003
    fine = (cv2.GaussianBlur(relief, (0, 0), 0.0018 * SCALE) - relief) / 0.0011
    dark = np.clip(hollow, -0.15, 1) * 0.26 + np.clip(fine, -0.2, 1) * 0.26
    age = max(0.0, looks.furrow - 0.6)
    for k, height in enumerate((0.040, 0.049, 0.058)):
        wave = height + 0.0015 * np.sin(x * 90 + k) + 0.05 * np.abs(x) * (k - 1) * 0.3
        dark += 0.22 * age * np.exp(-((z - wave) / 0.0008) ** 2) * ease(0.042, 0.02, np.abs(x))
    for side in (-1, 1):  # crow's feet and lines under the eyes
        for turn in (-0.35, 0.0, 0.35):
            line = (z - turn * (side * x - looks.eye_gap - 0.016)) / 0.0007
            out = side * x - looks.eye_gap
            where = ease(0.017, 0.020, out) * ease(0.031, 0.024, out)
            dark += 0.2 * age * np.exp(-line ** 2) * where
        arc = -0.0115 - 0.003 * np.cos((x - side * looks.eye_gap) / 0.012)
        dark += 0.20 * looks.bags * np.exp(-((z - arc) / 0.0011) ** 2) \
            * ease(0.015, 0.006, np.abs(x - side * looks.eye_gap))
        dark += 0.12 * looks.bags * bump(x, z, side * (looks.eye_gap - 0.006), -0.009, 0.009, 0.004)
    tint = np.array([0.75, 1.05, 1.10])
    colour = colour * (1 - np.clip(dark, -0.1, 0.75)[..., None] * tint)
    return Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8))


def _lips(canvas: Canvas, looks: Looks) -> None:
    wide, level = looks.mouth_width, looks.mouth
    steps = np.linspace(-1, 1, 41)
    upper = [
        at(t * wide,
           level + looks.upper_lip * (1 - abs(t) ** 1.7) * (1 - 0.26 * np.exp(-(t / 0.16) ** 2)))
        for t in steps
    ]
    lower = [at(t * wide, level - looks.lower_lip * (1 - abs(t) ** 2.2)) for t in steps[::-1]]
    middle = [at(t * wide, level - 0.0010 * (1 - t * t)) for t in steps]
    canvas.soft(times(looks.lip_colour, 0.90), lambda d: d.polygon(upper + middle[::-1], fill=255),
                3, 0.9)
    canvas.soft(looks.lip_colour, lambda d: d.polygon(middle + lower, fill=255), 3, 0.88)
    canvas.spot(times(looks.lip_colour, 1.25), 0, level - looks.lower_lip * 0.5, wide * 0.35,
                0.0012, 4, 0.35)
    canvas.soft(times(looks.lip_colour, 0.36), lambda d: d.line(middle, fill=255, width=5), 1.6,
                0.85)


def _eye(canvas: Canvas, looks: Looks, side: int, closed: float) -> None:
    """One eye; `closed` 0 is open, 1 shut."""
    half = 0.0148 * looks.eye_size
    high = 0.0064 * looks.eye_size * looks.eye_open
    low = 0.0042 * looks.eye_size * min(1.1, 0.4 + 0.6 * looks.eye_open)

    def point(t: float, z: float) -> tuple[float, float]:
        tilt = looks.eye_tilt * t * half * side
        return at(side * looks.eye_gap + t * half, z + tilt)

    steps = np.linspace(-1, 1, 41)
    lean = steps * side
    lid = high * (1 - np.abs(steps) ** 2.2) * (1 - 0.12 * lean)
    floor = -low * (1 - np.abs(steps) ** 2.4) * (1 + 0.12 * lean)
    lid = lid + (floor - lid) * closed
    upper = [point(t, z) for t, z in zip(steps, lid)]
    lower = [point(t, z) for t, z in zip(steps, floor)]
    brown = times(looks.skin, 0.62, 0.52, 0.50)
    crease = [point(t * 1.02, high * (1 - abs(t) ** 2.4) + 0.0034) for t in steps]
    canvas.soft(times(looks.skin, 0.74, 0.66, 0.64),
                lambda d: d.polygon(crease + upper[::-1], fill=255), 4, 0.28 + 0.22 * looks.fold)
    if looks.eye_shade:
        canvas.soft(looks.eye_shade, lambda d: d.polygon(crease + upper[::-1], fill=255), 6, 0.55)
    if looks.fold:
        canvas.soft(brown, lambda d: d.line(crease, fill=255, width=4), 1.6, 0.75 * looks.fold)
    if closed < 0.9:
        ball = Image.new("RGB", (SIDE, SIDE), (224, 216, 210))
        draw = ImageDraw.Draw(ball)
        x, z = side * looks.eye_gap, 0.0008
        for radius, colour in ((0.0063, times(looks.iris, 0.45)), (0.0055, looks.iris),
                               (0.0040, times(looks.iris, 1.18)), (0.0026, (8, 6, 6))):
            draw.ellipse([*at(x - radius, z + radius), *at(x + radius, z - radius)], fill=colour)
        draw.ellipse([*at(x + 0.0008, z + 0.0038), *at(x + 0.0030, z + 0.0016)],
                     fill=(255, 255, 255))
        draw.ellipse([*at(x - 0.0026, z - 0.0014), *at(x - 0.0016, z - 0.0024)],
                     fill=(150, 146, 142))
        inner = -side
        draw.ellipse(
            [*at(x + inner * half - 0.002, 0.0015), *at(x + inner * half + 0.002, -0.0025)],
            fill=(206, 140, 130))
        canvas.soft(ball.filter(ImageFilter.GaussianBlur(1)),
                    lambda d: d.polygon(upper + lower[::-1], fill=255), 1.2, 1.0)
        shade = [(px, py + 5) for px, py in upper]
        canvas.soft((58, 42, 38), lambda d: d.polygon(upper + shade[::-1], fill=255), 2.5, 0.45)
    canvas.soft((26, 18, 15), lambda d: d.line(upper, fill=255, width=6), 1.0, 0.92)
    canvas.soft(brown, lambda d: d.line(lower, fill=255, width=4), 1.5, 0.55)


def _brows(canvas: Canvas, looks: Looks) -> None:
    brow, rng = looks.brow, random.Random(looks.seed)
    colour = looks.brow_colour or (looks.hair.colour if looks.hair else (40, 30, 24))
    layer = Image.new("RGBA", (SIDE, SIDE), (*colour, 0))
    draw = ImageDraw.Draw(layer)
    for side in (-1, 1):
        for _ in range(brow.strands):
            t = rng.random()
            spread = brow.thick * 0.42 * (1 - 0.65 * max(0.0, t - 0.45))
            x = side * (brow.inner + brow.length * t)
            z = (brow.height + brow.arch * np.sin(min(1.0, t * 1.15) * 2.6) * 0.9 +
                 brow.tilt * brow.length * (t - 0.5) - 0.004 * max(0.0, t - 0.7) +
                 rng.gauss(0, spread))
            turn = np.radians(55 - 62 * t + rng.gauss(0, 12))
            end = (x + side * 0.0058 * np.cos(turn), z + 0.0058 * np.sin(turn) * 0.55)
            ink = (*times(colour, rng.uniform(0.8, 1.2)), 165)
            draw.line([at(x, z), at(*end)], fill=ink, width=2)
    layer = layer.filter(ImageFilter.GaussianBlur(0.8))
    canvas.image.paste(layer.convert("RGB"), mask=layer.getchannel("A"))


def beard_area(looks: Looks, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Where a beard grows, 0...1."""
    assert looks.beard
    side, level = np.abs(x), looks.mouth
    reach = 0.9 if looks.beard.cheeks else 0.0
    edge = level + 0.008 + reach * (0.012 + 0.9 * np.clip(side - 0.03, 0, None))
    area = ease(edge + 0.006, edge - 0.004, z)
    if not looks.beard.cheeks:
        area = area * ease(0.040, 0.032, side)
    lip = ease(0.006, 0.0095, z - level) * ease(0.0195, 0.015, z - level) * ease(0.036, 0.026, side)
    area = np.maximum(area, lip)
    mouth = ((x / (looks.mouth_width * 1.04)) ** 2 + ((z - level + 0.001) / 0.0125) ** 2)
    area = area * ease(0.8, 1.25, mouth)
    return area * ease(-CHIN * looks.chin_length - 0.06, -CHIN * looks.chin_length - 0.01, z)


def _stubble(image: Image.Image, looks: Looks) -> Image.Image:
    steps = (np.arange(SIDE) + 0.5 - SIDE / 2) / SCALE
    x, z = np.meshgrid(steps, -steps)
    rng = np.random.RandomState(looks.seed + 50)
    share = beard_area(looks, x, z) * looks.beard.cover * np.clip(
        0.72 + 0.3 * noise(rng, SIDE, SIDE, 200, 2), 0, 1)
    pixels = np.asarray(image, np.float32)
    pixels += (np.array(looks.beard.colour, np.float32) - pixels) * (share * 0.85)[..., None]
    return Image.fromarray(pixels.astype(np.uint8))


def paint(looks: Looks, closed: float = 0.0) -> np.ndarray:
    """Linear RGB float32, SIDE x SIDE."""
    canvas, skin, rng = Canvas(_ground(looks)), looks.skin, random.Random(looks.seed + 7)
    red = times(skin, 1.0, 0.74, 0.70)
    for side in (-1, 1):
        canvas.spot(red, side * 0.043, -0.034, 0.022, 0.016, 26, looks.blush * 0.75)
        canvas.spot(times(skin, 0.62, 0.55, 0.52), side * looks.eye_gap, 0.003, 0.021, 0.011, 13,
                    0.34)
        canvas.spot(times(skin, 0.34, 0.26, 0.24), side * 0.0066 * looks.nose_width,
                    -looks.nose_length - 0.0078, 0.0037, 0.0021, 3, 0.95)
        middle = side * 0.0125 * looks.nose_width
        wing = [*at(middle - 0.0062, -looks.nose_length + 0.004),
                *at(middle + 0.0062, -looks.nose_length - 0.0095)]
        start, end = (-70, 80) if side > 0 else (100, 250)
        canvas.soft(times(skin, 0.6, 0.5, 0.48),
                    lambda d: d.arc(wing, start, end, fill=255, width=4), 2.5, 0.55)
    canvas.spot(red, 0, -looks.nose_length, 0.013, 0.011, 15, looks.blush * 0.6)
    for _ in range(looks.freckles):
        x, z = rng.gauss(0, 0.030), rng.gauss(-0.020, 0.016)
        size = rng.uniform(0.0004, 0.0011)
        ImageDraw.Draw(canvas.image, "RGBA").ellipse(
            [*at(x - size, z + size), *at(x + size, z - size)],
            fill=(*times(skin, 0.66, 0.50, 0.38), rng.randint(70, 170)))
    for x, z, size in looks.moles:
        canvas.spot(times(skin, 0.36, 0.28, 0.25), x, z, size, size, 1.2, 0.9)
    if looks.beard:
        canvas.image = _stubble(canvas.image, looks)
    _lips(canvas, looks)
    for side in (-1, 1):
        _eye(canvas, looks, side, closed)
    _brows(canvas, looks)
    return np.power(
        np.asarray(canvas.image.filter(ImageFilter.GaussianBlur(0.7)), np.float32) / 255, 2.2)
