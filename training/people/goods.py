"""Two products held up from below in front of a customer, from `cutouts_held`."""
from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from .grid import ease

RISE, STAY, SINK = 0.6, 2.5, 0.5  # seconds


@dataclass(frozen=True)
class Good:
    slug: str
    picture: str
    start: float
    x: float  # middle of the cut-out in the picture
    side: float  # its width, pixels


GOODS = (Good("yuancui-tea", "0_31_009.png", 3.0, 400,
              350), Good("soda-cracker", "8_31_003.png", 7.2, 270, 330))


def with_goods(image: np.ndarray, t: float, cutouts: Path) -> np.ndarray:
    for good in GOODS:
        share = ease(good.start, good.start + RISE, t) * ease(good.start + RISE + STAY + SINK,
                                                              good.start + RISE + STAY, t)
        if share <= 0:
            continue
        cutout = cv2.imread(str(cutouts / good.picture), cv2.IMREAD_UNCHANGED).astype(np.float32)
        scale = good.side / cutout.shape[1]
        x = good.x + 5 * math.sin(2.1 * t) - good.side / 2
        y = 484 - good.side + (1 - share) * 300 + 4 * math.sin(1.7 * t + 1) + 4
        turn = math.radians(2.5 * math.sin(1.3 * t))
        cos, sin, middle = math.cos(turn) * scale, math.sin(turn) * scale, cutout.shape[1] / 2
        low = cutout.shape[0]
        move = np.array([[cos, -sin, x + good.side / 2 - cos * middle + sin * low],
                         [sin, cos, y + good.side - sin * middle - cos * low]])
        alpha = cutout[..., 3:] / 255
        laid = cv2.warpAffine(np.concatenate([cutout[..., 2::-1] * alpha, alpha], 2),
                              move, (image.shape[1], image.shape[0]),
                              flags=cv2.INTER_AREA)
        image = np.clip(image * (1 - laid[..., 3:]) + laid[..., :3], 0, 255).astype(np.uint8)
    return image
