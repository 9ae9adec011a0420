"""Front and side art of the ten products. Every function fills one canvas.

Colours stay away from skin, wood and plain tan, so that hands and counters are
never mistaken for a package.
"""
from __future__ import annotations

import random

from . import motifs
from .canvas import Canvas

WHITE = (255, 255, 255)


class _Fixed(random.Random):
    """A generator whose `uniform` is always the middle: centred, full motifs."""

    def uniform(self, a, b):
        return (a + b) / 2

    def random(self):
        return 0.9


def yuancui_front(c: Canvas) -> None:
    """Deep green with bright leaves, white brush-like characters, gold badge."""
    c.gradient("#0b4f31", "#168a49")
    for x, y, length, turn in ((0.0, 0.1, 0.5, 0.5), (1.0, 0.02, 0.5, 2.3), (0.02, 0.8, 0.5, -0.4),
                               (0.98, 0.95, 0.55, -2.4), (0.75, 0.86, 0.4, 2.8),
                               (0.9, 0.5, 0.4, -2.0)):
        motifs.leaf(c, x, y, length, turn, (150, 214, 62), (214, 240, 160))
    c.rect(0.2, 0.03, 0.68, 0.97, (7, 66, 40), 0.06, (214, 240, 160), 0.018)
    c.column(0.44, 0.06, 0.94, "元翠茶", WHITE, "serif", (5, 50, 30), 0.04)
    c.disc(0.84, 0.24, 0.16, (240, 196, 40), WHITE, 0.02)
    c.text(0.84, 0.24, "無糖", 0.14, (90, 50, 0), max_width=0.3)
    c.column(0.8, 0.5, 0.92, "翠綠茶", (214, 240, 160))


def fenjie_front(c: Canvas) -> None:
    """Bright yellow with crimson and white rays, dark red characters."""
    c.gradient("#ffd91f", "#ffc400")
    motifs.rays(c, 0.5, 0.5, 12, 3.0, (255, 246, 205))
    motifs.sun(c, (214, 36, 28), (255, 246, 205), _Fixed())
    c.rect(0.26, 0.02, 0.7, 0.98, (255, 250, 228), 0.1, (176, 20, 24), 0.025)
    c.column(0.48, 0.05, 0.95, "分解茶", (150, 8, 20), "sans", (255, 250, 228), 0.02)
    c.disc(0.85, 0.83, 0.15, (20, 80, 170))
    c.text(0.85, 0.83, "低卡", 0.13, WHITE, max_width=0.28)
    c.column(0.13, 0.1, 0.5, "健康", (176, 20, 24))


def yuquan_front(c: Canvas) -> None:
    """Sky blue, snow mountains, navy name."""
    c.gradient("#c9ecff", "#5db6ee")
    c.disc(0.8, 0.22, 0.12, (255, 255, 255))
    for x, top, wide, fill in ((0.2, 0.5, 0.42, "#3f8fd6"), (0.78, 0.46, 0.45, "#2f78c4"),
                               (0.5, 0.58, 0.4, "#1b57a4")):
        c.polygon([(x - wide, 1), (x, top), (x + wide, 1)], fill)
        c.polygon([(x - wide * 0.25, top + (1 - top) * 0.25), (x, top),
                   (x + wide * 0.25, top + (1 - top) * 0.25), (x, top + (1 - top) * 0.36)], WHITE)
    motifs.wave_band(c, 0.88, 0.12, (13, 60, 140), 0.6, 2.0, 0.02)
    c.text(0.5, 0.3, "玉泉水", 0.42, (10, 46, 130), "sans", WHITE, 0.07)
    c.text(0.5, 0.945, "天然礦泉 600ml", 0.1, WHITE)


def sarsi_front(c: Canvas) -> None:
    """Near black with a red swoosh and gold name."""
    c.gradient("#15100f", "#2a0c0a")
    c.polygon([(0, 0.62), (1, 0.4), (1, 0.64), (0, 0.86)], (206, 28, 30))
    c.polygon([(0, 0.87), (1, 0.65), (1, 0.69), (0, 0.91)], (246, 200, 46))
    c.polygon([(0, 0.57), (1, 0.35), (1, 0.38), (0, 0.6)], (246, 200, 46))
    c.rect(0, 0.0, 1, 0.07, (206, 28, 30))
    c.column(0.5, 0.09, 0.93, "沙士", (255, 218, 70), "sans", (30, 6, 4), 0.05, 0.8)
    for x, y, r in ((0.14, 0.2, 0.05), (0.24, 0.12, 0.03), (0.1, 0.33, 0.03), (0.88, 0.82, 0.05),
                    (0.8, 0.92, 0.03), (0.92, 0.2, 0.035)):
        c.disc(x, y, r, None, (246, 200, 46), 0.014)
    c.text(0.5, 0.955, "古早味汽水 330ml", 0.09, WHITE)


def latte_front(c: Canvas) -> None:
    """Deep violet with cream and orange sun rays over a teal sea."""
    c.gradient("#3b1380", "#5a1fae")
    motifs.rays(c, 0.5, 0.66, 14, 3.0, (255, 122, 26), 0.11)
    motifs.rays(c, 0.5, 0.66, 14, 3.0, (255, 240, 200), 0.33)
    c.disc(0.5, 0.66, 0.62, (59, 19, 128))
    c.disc(0.5, 0.66, 0.56, (255, 122, 26))
    c.disc(0.5, 0.66, 0.46, (255, 240, 200))
    motifs.wave_band(c, 0.8, 0.2, (0, 132, 134), 0.4, 1.5, 0.018)
    motifs.wave_band(c, 0.88, 0.12, (0, 88, 100), 2.2, 1.5, 0.014)
    c.rect(0.12, 0.07, 0.88, 0.75, (59, 19, 128), 0.12, (255, 240, 200), 0.03)
    c.column(0.31, 0.1, 0.72, "晨光", (255, 240, 200), "sans", (30, 5, 70), 0.05, 0.42)
    c.column(0.69, 0.1, 0.72, "拿鐵", (255, 150, 40), "sans", (30, 5, 70), 0.05, 0.42)
    c.text(0.5, 0.93, "LATTE 240ml", 0.12, (255, 240, 200))


def muguang_front(c: Canvas) -> None:
    """White with blue cow patches over a meadow; the roof carries the name again."""
    c.gradient("#ffffff", "#eef7ff")
    c.rect(0, 0, 1, 0.27, (20, 82, 178))
    c.text(0.5, 0.045, "鮮乳", 0.2, WHITE)
    c.text(0.5, 0.17, "牧光", 0.34, WHITE)
    rng = random.Random(8)
    for x, y in ((0.1, 0.62), (0.9, 0.6), (0.14, 0.84), (0.84, 0.82)):
        for _ in range(5):
            c.ellipse(x + rng.uniform(-0.08, 0.08), y + rng.uniform(-0.03, 0.03), 0.1, 0.08,
                      (20, 82, 178))
    c.text(0.5, 0.4, "牧光鮮乳", 0.36, (14, 60, 150), "sans", WHITE, 0.05, 0.96)
    c.disc(0.5, 0.64, 0.24, (220, 30, 44), WHITE, 0.03)
    c.text(0.5, 0.637, "鮮", 0.34, WHITE)
    motifs.wave_band(c, 0.88, 0.12, (58, 178, 74), 0.0, 1.2, 0.012)
    c.text(0.5, 0.955, "100%生乳 936ml", 0.12, WHITE)


def chips_front(c: Canvas) -> None:
    """Yellow bag, red plate with white name, a heap of ridged chips."""
    c.gradient("#ffe02e", "#ffb400")
    motifs.rays(c, 0.5, 0.75, 16, 2.0, (255, 236, 120))
    c.rect(0, 0, 1, 0.06, (208, 20, 34))
    c.rect(0, 0.94, 1, 1, (208, 20, 34))
    rng = random.Random(3)
    for _ in range(2):
        motifs.chips(c, (255, 236, 130), (240, 160, 20), rng)
    c.polygon([(0, 0.2), (1, 0.13), (1, 0.42), (0, 0.49)], (208, 20, 34))
    c.polygon([(0, 0.49), (1, 0.42), (1, 0.445), (0, 0.515)], WHITE)
    c.text(0.5, 0.31, "波浪洋芋片", 0.22, WHITE, "sans", (120, 0, 12), 0.06, 0.92)
    c.disc(0.17, 0.57, 0.12, (24, 84, 190), WHITE, 0.012)
    c.text(0.17, 0.57, "海鹽", 0.1, WHITE, max_width=0.2)
    c.text(0.5, 0.105, "WAVY CHIPS", 0.09, (208, 20, 34))


def noodle_front(c: Canvas) -> None:
    """Crimson cup, gold frame, the bowl itself."""
    c.gradient("#c4101c", "#7a060c")
    for k in range(12):
        c.rect(k / 12, 0, k / 12 + 0.045, 0.08, (250, 200, 40))
    c.rect(0, 0.08, 1, 0.11, (250, 200, 40))
    motifs.bowl(c, (30, 22, 26), (230, 96, 24), random.Random(4))
    c.text(0.5, 0.31, "紅燒牛肉麵", 0.34, (255, 240, 180), "serif", (60, 0, 4), 0.08, 0.96)
    c.disc(0.88, 0.62, 0.11, (250, 200, 40))
    c.text(0.88, 0.62, "大碗", 0.1, (130, 0, 10), max_width=0.2)


def cracker_front(c: Canvas) -> None:
    """Leaf green over white with a dark seaweed checker and square crackers."""
    c.gradient("#f4fbe2", "#d6efb0")
    c.rect(0, 0, 1, 0.44, (30, 150, 74))
    motifs.wave_band(c, 0.42, 0.06, (244, 251, 226), 0.5, 2.0, 0.012)
    c.text(0.5, 0.11, "SODA CRACKER", 0.1, (235, 255, 190))
    c.text(0.5, 0.27, "海苔蘇打餅", 0.26, WHITE, "sans", (6, 70, 36), 0.07, 0.94)
    for x, y, side in ((0.3, 0.66, 0.17), (0.66, 0.62, 0.19), (0.52, 0.78, 0.16)):
        tall = side * c.width / c.height
        c.rect(x - side, y - tall, x + side, y + tall, (255, 226, 120), 0.03, (214, 150, 40), 0.012)
        for row in (-0.55, 0, 0.55):
            for column in (-0.55, 0, 0.55):
                c.disc(x + column * side, y + row * tall, 0.012, (196, 120, 30))
        c.rect(x - side * 0.35, y - tall * 0.3, x + side * 0.4, y + tall * 0.25, (12, 74, 48))
    motifs.checker(c, (8, 84, 50), WHITE, _Fixed())
    c.rect(0, 0.9, 1, 1, (8, 84, 50))
    c.text(0.5, 0.95, "酥脆 150g", 0.09, (235, 255, 190))


def onigiri_front(c: Canvas) -> None:
    """White rice with a dark seaweed foot, cyan band, red name and a fish."""
    c.gradient("#ffffff", "#eef3ff")
    rng = random.Random(2)
    for _ in range(160):
        c.ellipse(rng.random(), rng.random() * 0.6, 0.016, 0.009, (224, 230, 240))
    c.polygon([(0, 0.62), (1, 0.62), (1, 1), (0, 1)], (10, 44, 34))
    c.rect(0.38, 0, 0.62, 0.3, (0, 168, 206))
    c.text(0.5, 0.22, "御", 0.16, WHITE)
    c.polygon([(0, 0.34), (1, 0.34), (1, 0.64), (0, 0.64)], (0, 168, 206))
    c.polygon([(0, 0.365), (1, 0.365), (1, 0.615), (0, 0.615)], WHITE)
    c.text(0.5, 0.49, "鮪魚飯糰", 0.16, (222, 24, 44), "sans", None, 0, 0.58)
    c.ellipse(0.48, 0.8, 0.2, 0.085, (0, 168, 206), WHITE, 0.012)
    c.polygon([(0.64, 0.8), (0.76, 0.71), (0.76, 0.89)], (0, 168, 206))
    c.disc(0.36, 0.785, 0.016, WHITE)


FRONTS = {
    "yuancui-tea": yuancui_front, "fenjie-tea": fenjie_front, "yuquan-water": yuquan_front,
    "sarsi": sarsi_front, "morning-latte": latte_front, "muguang-milk": muguang_front,
    "wavy-chips": chips_front, "beef-noodle": noodle_front, "soda-cracker": cracker_front,
    "tuna-onigiri": onigiri_front,
}

# ground colour, text colour, motif and its two colours, for the sides
SIDES = {
    "yuancui-tea": ("#0b4f31", WHITE, motifs.leaves, (150, 214, 62), (214, 240, 160)),
    "fenjie-tea": ("#ffd21a", (150, 8, 20), motifs.stripes, (214, 36, 28), (255, 246, 205)),
    "yuquan-water": ("#5db6ee", (10, 46, 130), motifs.waves, (27, 87, 164), (160, 215, 250)),
    "sarsi": ("#1a0f0e", (255, 218, 70), motifs.stripes, (206, 28, 30), (206, 28, 30)),
    "morning-latte": ("#3b1380", (255, 240, 200), motifs.stripes, (255, 122, 26), (0, 132, 134)),
    "muguang-milk": ("#ffffff", (14, 60, 150), motifs.patches, (20, 82, 178), (20, 82, 178)),
    "wavy-chips": ("#ffc81e", (208, 20, 34), motifs.bands, (208, 20, 34), (255, 236, 120)),
    "beef-noodle": ("#8a0810", (250, 200, 40), motifs.bands, (250, 200, 40), (196, 16, 28)),
    "soda-cracker": ("#1e964a", WHITE, motifs.checker, (8, 84, 50), (235, 255, 190)),
    "tuna-onigiri": ("#0a2c22", WHITE, motifs.bands, (0, 168, 206), (222, 24, 44)),
}
