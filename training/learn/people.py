"""Roughly drawn hands, arms and shoppers, as RGBA layers the size of the picture.

They need not look real: they teach the detector that skin, sleeves and faces
are not products, and that a product stays itself behind fingers.
"""

from __future__ import annotations

import cv2
import numpy as np

SKIN_TONES = np.array(
    [
        (247, 219, 195),
        (236, 196, 165),
        (222, 176, 138),
        (196, 148, 108),
        (150, 104, 72),
        (98, 66, 48),
    ],
    np.float32,
)
"""sRGB skin colours, light to dark."""

Point = tuple[float, float]


def random_skin(rng: np.random.Generator) -> np.ndarray:
    """A skin colour, float32 RGB 0..255."""
    return SKIN_TONES[rng.integers(len(SKIN_TONES))] * rng.uniform(0.8, 1.08)


def random_cloth(rng: np.random.Generator) -> np.ndarray:
    """A clothing colour, float32 RGB 0..255: half of the time nearly grey."""
    if rng.random() < 0.5:
        return np.clip(rng.uniform(15, 235) + rng.normal(0, 8, 3), 5, 250).astype(np.float32)
    return rng.uniform(10, 240, 3).astype(np.float32)


class PeoplePainter:
    """Draws people parts into layers of one picture size (pixels)."""

    def __init__(self, rng: np.random.Generator, width: int, height: int) -> None:
        self.rng, self.width, self.height = rng, width, height
        self.skin, self.cloth = random_skin(rng), random_cloth(rng)

    def edge_point(self) -> Point:
        """A point outside the picture, left, right or below: where an arm comes from."""
        side = self.rng.integers(3)
        if side == 2:
            return float(self.rng.uniform(0, self.width)), self.height + 40.0
        x = -40.0 if side == 0 else self.width + 40.0
        return x, float(self.rng.uniform(0.2, 1.2) * self.height)

    def arm(self, hand: Point, thickness: float) -> np.ndarray:
        """Palm at `hand` with a bare or sleeved forearm out of the picture."""
        shoulder = self.edge_point()
        bare = self._blank()
        _capsule(bare, hand, shoulder, thickness)
        cv2.ellipse(
            bare,
            _pixel(hand),
            (max(3, int(thickness * 0.75)), max(3, int(thickness * 0.6))),
            float(self.rng.uniform(0, 180)),
            0,
            360,
            255,
            -1,
        )
        layer = self._shaded(bare, self.skin)
        if self.rng.random() < 0.6:
            cuff = self.rng.uniform(0.15, 0.6)
            start = (
                hand[0] + cuff * (shoulder[0] - hand[0]),
                hand[1] + cuff * (shoulder[1] - hand[1]),
            )
            sleeve = self._blank()
            _capsule(sleeve, start, shoulder, thickness * self.rng.uniform(1.2, 1.6))
            _over(layer, self._shaded(sleeve, self.cloth))
        return layer

    def fingers(self, left: float, top: float, width: float, height: float) -> np.ndarray:
        """Fingers around one side of a box (pixels) and often a thumb on the other."""
        rng, mask = self.rng, self._blank()
        thickness = max(5.0, rng.uniform(0.12, 0.24) * min(width, height * 0.8))
        from_left = rng.random() < 0.5
        base_x = left + (0.02 if from_left else 0.98) * width
        inward = 1 if from_left else -1
        grip_y = top + rng.uniform(0.25, 0.8) * height
        slant = rng.uniform(-0.3, 0.3)
        count = int(rng.integers(2, 5))
        for index in range(count):
            y = grip_y + (index - count / 2) * thickness * 1.08
            reach = rng.uniform(0.15, 0.42) * width
            start = (base_x - inward * 0.06 * width, y - slant * thickness)
            _capsule(mask, start, (base_x + inward * reach, y + slant * reach), thickness)
        if rng.random() < 0.7:
            far_x = left + (0.98 if from_left else 0.02) * width
            y = grip_y + rng.uniform(-0.15, 0.15) * height
            tip = (
                far_x - inward * rng.uniform(0.12, 0.35) * width,
                y - rng.uniform(0, 0.15) * height,
            )
            _capsule(mask, (far_x + inward * 0.05 * width, y), tip, thickness * 1.15)
        return self._shaded(mask, self.skin)

    def open_hand(self) -> np.ndarray:
        """An arm reaching in with spread fingers, holding nothing."""
        rng = self.rng
        hand = (
            float(rng.uniform(0.1, 0.9) * self.width),
            float(rng.uniform(0.2, 0.95) * self.height),
        )
        thickness = rng.uniform(0.05, 0.18) * self.height
        layer, mask = self.arm(hand, thickness), self._blank()
        heading = rng.uniform(0, 2 * np.pi)
        for index in range(int(rng.integers(2, 6))):
            angle = heading + (index - 2) * rng.uniform(0.2, 0.5)
            reach = thickness * rng.uniform(0.9, 1.7)
            tip = (hand[0] + reach * np.cos(angle), hand[1] + reach * np.sin(angle))
            _capsule(mask, hand, tip, thickness * 0.33)
        _over(layer, self._shaded(mask, self.skin))
        return layer

    def shopper(self) -> np.ndarray:
        """Head, hair and shoulders of somebody standing behind the counter."""
        rng = self.rng
        size = rng.uniform(0.1, 0.26) * self.height
        x, y = rng.uniform(0.1, 0.9) * self.width, rng.uniform(0.02, 0.5) * self.height
        torso = self._blank()
        shoulder = size * rng.uniform(1.6, 2.2)
        outline = [
            (x - shoulder, self.height + 5),
            (x - shoulder, y + size * 2),
            (x - size * 0.5, y + size * 1.2),
            (x + size * 0.5, y + size * 1.2),
            (x + shoulder, y + size * 2),
            (x + shoulder, self.height + 5),
        ]
        cv2.fillPoly(torso, [np.array(outline, np.int32)], 255)
        layer = self._shaded(torso, self.cloth)
        hair, face = self._blank(), self._blank()
        axes = (max(2, int(size * 0.85)), max(2, int(size * 1.05)))
        cv2.ellipse(hair, _pixel((x, y - 0.15 * size)), axes, 0, 0, 360, 255, -1)
        _over(
            layer,
            self._shaded(
                hair, np.float32(rng.uniform(10, 90)) * np.array([1, 0.85, 0.7], np.float32)
            ),
        )
        _capsule(face, (x, y + 0.5 * size), (x, y + 1.3 * size), size * 0.7)
        cv2.ellipse(
            face,
            _pixel((x, y + 0.15 * size)),
            (max(2, int(size * 0.7)), max(2, int(size * 0.95))),
            0,
            0,
            360,
            255,
            -1,
        )
        _over(layer, self._shaded(face, self.skin))
        for side in (-1, 1):
            eye = _pixel((x + side * 0.3 * size, y))
            cv2.circle(layer, eye, max(1, int(size * 0.09)), (35.0, 25.0, 20.0, 255.0), -1)
        cv2.line(
            layer,
            _pixel((x - 0.22 * size, y + 0.55 * size)),
            _pixel((x + 0.22 * size, y + 0.55 * size)),
            (130.0, 60.0, 55.0, 255.0),
            max(1, int(size * 0.08)),
        )
        return layer

    def _blank(self) -> np.ndarray:
        return np.zeros((self.height, self.width), np.uint8)

    def _shaded(self, mask: np.ndarray, colour: np.ndarray) -> np.ndarray:
        """Colour a mask, darker towards its rim, in uneven light; float32 RGBA."""
        part = _covered(mask)
        depth = cv2.distanceTransform(mask, cv2.DIST_L2, 3)[part]
        rim = max(3.0, 0.5 * float(depth.max()))
        light = self.rng.uniform(0.75, 1.15, (4, 5)).astype(np.float32)
        light = cv2.resize(light, (self.width, self.height), interpolation=cv2.INTER_LINEAR)
        shade = (0.62 + 0.38 * np.minimum(1, depth / rim)) * light[part]
        layer = np.zeros((self.height, self.width, 4), np.float32)
        layer[part][..., :3] = shade[..., None] * colour
        layer[part][..., 3] = cv2.GaussianBlur(mask[part], (3, 3), 0)
        return layer


def _pixel(point: Point) -> tuple[int, int]:
    return int(point[0]), int(point[1])


def _capsule(mask: np.ndarray, start: Point, end: Point, thickness: float) -> None:
    """Fill a thick line with round ends."""
    cv2.line(mask, _pixel(start), _pixel(end), 255, max(2, int(thickness)))


def _over(below: np.ndarray, above: np.ndarray) -> None:
    """Composite one RGBA layer over another, in place (alpha 0..255)."""
    part = _covered((above[..., 3] > 0).astype(np.uint8))
    below, above = below[part], above[part]
    alpha = above[..., 3:] / 255.0
    below[..., :3] += (above[..., :3] - below[..., :3]) * alpha
    below[..., 3:] = np.maximum(below[..., 3:], above[..., 3:])


def _covered(mask: np.ndarray) -> tuple[slice, slice]:
    """The rows and columns of a mask (uint8) that hold anything, and two more each way."""
    left, top, width, height = cv2.boundingRect(mask)
    return np.s_[max(0, top - 2) : top + height + 2, max(0, left - 2) : left + width + 2]
