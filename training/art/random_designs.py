"""Packages that exist nowhere: random names, colours, motifs and layouts."""
from __future__ import annotations

import colorsys
import random
from dataclasses import dataclass, replace

from PIL import Image

from catalogue import SHAPES, Package

from .canvas import Canvas, Colour, mix
from .motifs import MOTIFS, Motif
from .textures import compose_texture, paint_side

GOODS = ("奶茶 麥香 檸檬 蜂蜜 摩卡 汽水 可可 豆漿 米漿 果汁 柳橙 蘋果 葡萄 燒肉 泡麵 蝦味 魷魚 蛋捲 牛軋糖 "
         "巧克力 薯條 玉米 花生 杏仁 堅果 布丁 優格 乳酸 麻辣 咖哩 起司 米果 夾心酥 鳳梨酥 芒果 荔枝 冬瓜 仙草 "
         "甘蔗 楊桃 酸梅 檸紅 金萱 包種 普洱 茉莉 伯爵 抹茶 焙茶").split()
QUALITIES = "元氣 純 濃 好 金 冰 爽 輕 小 大 極 原味 經典 每日 山 海 日光 田 樂 福 陽光 森 活力 雪 月 星".split()
BADGES = ("新", "特價", "讚", "限定", "香", "人氣")
LETTERS = "ABCDEFGHIKLMNOPRSTUVY"


def _colour(rng: random.Random, light=(0.25, 1.0), strength=(0.1, 1.0)) -> Colour:
    parts = colorsys.hsv_to_rgb(rng.random(), rng.uniform(*strength), rng.uniform(*light))
    return tuple(int(255 * part) for part in parts)


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _readable(rng: random.Random, ground: Colour) -> Colour:
    if sum(ground) / 3 < 130:
        return rng.choice([(255, 255, 255), _colour(rng, (0.8, 1), (0.1, 0.6))])
    return rng.choice([(20, 20, 20), _colour(rng, (0.15, 0.45), (0.5, 1))])


@dataclass(frozen=True)
class RandomDesign:
    """A package together with everything needed to draw its label."""

    package: Package
    seed: int
    ground: tuple[Colour, Colour]
    accents: tuple[Colour, Colour]
    ink: Colour
    motif: Motif
    face: str
    vertical: bool
    plate: Colour | None
    badge: str

    def front(self, canvas: Canvas) -> None:
        rng = random.Random(self.seed)
        canvas.gradient(*self.ground, rng.choice([90, 90, 0, 45, 135]))
        self.motif(canvas, *self.accents, rng)
        outline = (255, 255, 255) if sum(self.ink) < 384 else (20, 20, 20)
        outline = outline if rng.random() < 0.5 else None
        name = self.package.name
        if self.vertical:
            x, top, bottom = rng.uniform(0.35, 0.6), rng.uniform(0.04, 0.15), rng.uniform(0.7, 0.95)
            if self.plate:
                canvas.rect(x - 0.24, top - 0.02, x + 0.24, bottom + 0.02, self.plate, 0.08)
            canvas.column(x, top, bottom, name, self.ink, self.face, outline, 0.05, 0.5)
        else:
            y = rng.uniform(0.22, 0.6)
            if self.plate:
                canvas.rect(0.03, y - 0.14, 0.97, y + 0.14, self.plate, rng.choice([0, 0.06]))
            canvas.text(0.5, y, name, rng.uniform(0.22, 0.4), self.ink, self.face, outline)
        latin = "".join(rng.choice(LETTERS) for _ in range(rng.randint(4, 9)))
        canvas.text(0.5, rng.choice([0.05, 0.95]), latin, 0.1, _readable(rng, self.ground[0]))
        if self.badge:
            x, y = rng.uniform(0.15, 0.85), rng.uniform(0.15, 0.85)
            fill = _colour(rng)
            canvas.disc(x, y, 0.14, fill)
            canvas.text(x, y, self.badge, 0.12, _readable(rng, fill), max_width=0.25)

    def texture(self, scale: float = 0.5) -> Image.Image:
        """The label for the package's shape; `scale` 1 matches the ten products."""
        side_rng = random.Random(self.seed + 1)
        ground = self.ground[1]

        def side(canvas: Canvas) -> None:
            paint_side(canvas, self.package.name, ground, _readable(side_rng, ground),
                       self.motif, *self.accents, side_rng)

        return compose_texture(self.package.shape, self.front, side, scale, oversample=1)


def lookalike(seed: int, product: Package, colours: tuple[Colour, ...]) -> RandomDesign:
    """A foreign package in the shape and colours of one of the ten, with other art.

    `colours` are the product's ground, ink and two accents.
    """
    design = random_design(seed, product.shape)
    ground, ink, first, second = colours
    package = replace(design.package, liquid=product.liquid, cap=product.cap, clear=product.clear)
    return replace(design, package=package, ground=(ground, ground), ink=ink,
                   accents=(first, second))


def random_design(seed: int, shape: str | None = None) -> RandomDesign:
    """The design belonging to a seed; equal seeds give equal designs."""
    rng = random.Random(seed)
    first = _colour(rng)
    second = rng.choice([first, mix(first, "#ffffff", 0.5), mix(first, "#000000", 0.5),
                         _colour(rng)])
    name = (rng.choice(QUALITIES) + rng.choice(GOODS))[:5]
    package = Package(f"random-{seed}", name, shape or rng.choice(SHAPES),
                      liquid=_hex(_colour(rng, (0.2, 0.95))), cap=_hex(_colour(rng)),
                      clear=rng.random() < 0.2)
    plate = _colour(rng) if rng.random() < 0.35 else None
    return RandomDesign(package, seed, (first, second), (_colour(rng), _colour(rng)),
                        _readable(rng, plate or first), rng.choice(MOTIFS),
                        rng.choice(["sans", "serif"]), rng.random() < 0.4, plate,
                        rng.choice(BADGES) if rng.random() < 0.4 else "")
