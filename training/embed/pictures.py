"""Many small pictures with a number each in one file: what travels to the training machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np


@dataclass(frozen=True)
class PicturePack:
    """pictures: uint8 RGB [N, 3, S, S]. group: int64 [N], such as the class of goods."""

    pictures: np.ndarray
    group: np.ndarray


def square(image: np.ndarray, side: int) -> np.ndarray:
    """The middle square of a picture, scaled to `side`."""
    height, width = image.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 2, (width - edge) // 2
    cropped = image[top : top + edge, left : left + edge]
    return cv2.resize(cropped, (side, side), interpolation=cv2.INTER_AREA)


def write_pack(path: Path, pictures: list[np.ndarray], group: list[int], quality: int) -> None:
    """Write uint8 RGB squares of equal size, packed as WebP of `quality` 1..100."""
    coded = []
    for picture in pictures:
        bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
        coded.append(cv2.imencode(".webp", bgr, [cv2.IMWRITE_WEBP_QUALITY, quality])[1].ravel())
    np.savez(path, data=np.concatenate(coded), size=[len(code) for code in coded], group=group)


def read_pack(path: Path) -> PicturePack:
    """Read what write_pack wrote."""
    with np.load(path) as stored:
        parts = np.split(stored["data"], np.cumsum(stored["size"])[:-1])
        group = stored["group"].astype(np.int64)
    pictures = [cv2.cvtColor(cv2.imdecode(part, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB) for part in parts]
    return PicturePack(np.stack(pictures).transpose(0, 3, 1, 2).copy(), group)
