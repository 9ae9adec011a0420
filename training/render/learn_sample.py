"""The sample of `yolo1125 learn`: pictures that teach a package no model was trained on, and a short clip.

    python3 -m render.learn_sample OUT BACKGROUNDS ROOM     (from the training folder)

OUT/pictures holds the teaching pictures, OUT/frames the clip at 5 frames a second: the package that was taught is
held up, and after it one that nobody taught. ROOM is a frame without anybody in it.
"""
from __future__ import annotations

import math
import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from art.random_designs import RandomDesign, random_design

from .poses import Pose, random_pose, rotation
from .rasterise import draw, linear_texture

SIZE = (480, 360)
FPS = 5
# Seeds that neither the detector nor the embedder has ever seen.
TAUGHT, STRANGE = 7_700_005, 7_700_004
PICTURES = 8
HELD_SECONDS = 2.6
MOVE_SECONDS = 0.5
PAUSE_SECONDS = 0.8


class Actor:
    def __init__(self, seed: int):
        self.design: RandomDesign = random_design(seed)
        self.texture = linear_texture(self.design.texture())
        self.noise = np.random.RandomState(seed % 1000)

    def picture(self, pose: Pose) -> Image.Image:
        cut = Image.fromarray(draw(self.design.package, self.texture, pose, self.noise, oversample=1.3))
        return cut.crop(cut.getbbox())


def paste(ground: Image.Image, cut: Image.Image, height: int, middle: tuple[float, float]) -> Image.Image:
    """With a soft shadow behind it."""
    width = max(1, round(cut.width * height / cut.height))
    cut = cut.resize((width, height), Image.LANCZOS)
    left, top = round(middle[0] - width / 2), round(middle[1] - height / 2)
    shade = Image.new("L", ground.size, 0)
    shade.paste(cut.getchannel("A").point(lambda a: a * 110 // 255), (left + 6, top + 9))
    picture = Image.composite(Image.new("RGB", ground.size), ground, shade.filter(ImageFilter.GaussianBlur(8)))
    picture.paste(cut, (left, top), cut)
    return picture


def webcam(picture: Image.Image, noise: np.random.RandomState) -> Image.Image:
    values = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6)), np.float32)
    return Image.fromarray(np.clip(values + noise.normal(0, 2.5, values.shape), 0, 255).astype(np.uint8))


def teach(out: Path, backgrounds: list[Path], actor: Actor) -> None:
    rng, noise = random.Random(5), np.random.RandomState(5)
    for number in range(PICTURES):
        ground = Image.open(backgrounds[number % len(backgrounds)]).convert("RGB").resize(SIZE)
        height = round(SIZE[1] * rng.uniform(0.5, 0.75))
        middle = (SIZE[0] * rng.uniform(0.42, 0.58), SIZE[1] * rng.uniform(0.45, 0.55))
        cut = actor.picture(random_pose(actor.design.package.shape, rng))
        webcam(paste(ground, cut, height, middle), noise).save(out / f"{number}.jpg", quality=80)


def play(out: Path, room: Image.Image, actors: list[Actor]) -> None:
    noise = np.random.RandomState(9)
    number = 0
    for actor in actors:
        for step in range(round((HELD_SECONDS + 2 * MOVE_SECONDS + PAUSE_SECONDS) * FPS)):
            time = step / FPS - PAUSE_SECONDS
            picture = room
            if time >= 0:
                away = max(0.0, 1 - time / MOVE_SECONDS, (time - MOVE_SECONDS - HELD_SECONDS) / MOVE_SECONDS)
                turn = math.sin(time * 1.6) * 0.5
                pose = Pose(rotation("y", 0.06 * math.sin(time * 3)) @ rotation("z", turn), math.radians(6), 0.4, 0.0)
                middle = (SIZE[0] * (0.5 - 0.75 * away) + 4 * math.sin(time * 3), SIZE[1] * 0.5 + 3 * math.sin(time * 4))
                picture = paste(room, actor.picture(pose), round(SIZE[1] * 0.56), middle)
            webcam(picture, noise).save(out / f"{number:06d}.jpg", quality=74)
            number += 1


def main() -> None:
    out, backgrounds, room = map(Path, sys.argv[1:4])
    for name in ("pictures", "frames"):
        (out / name).mkdir(parents=True, exist_ok=True)
    taught, strange = Actor(TAUGHT), Actor(STRANGE)
    teach(out / "pictures", sorted(backgrounds.glob("table_*.png")), taught)
    play(out / "frames", Image.open(room).convert("RGB").resize(SIZE, Image.LANCZOS), [taught, strange])


if __name__ == "__main__":
    main()
