"""A picture under construction that remembers which object each pixel shows."""

from __future__ import annotations

import cv2
import numpy as np

NOBODY = -1
"""Owner of a pixel that shows no labelled product."""

OWNS_FROM_ALPHA = 60
"""Alpha (0..255) from which a pasted pixel hides what lies under it."""

MIN_VISIBLE_PIXELS = 60
MIN_VISIBLE_PIXEL_SHARE = 0.15
MIN_VISIBLE_BOX_SHARE = 0.22


class Canvas:
    """RGB picture (float32 [H, W, 3], 0..255) plus an owner map (int32 [H, W])."""

    def __init__(self, background: np.ndarray) -> None:
        self.image = background.astype(np.float32)
        self.height, self.width = self.image.shape[:2]
        self.owner = np.full((self.height, self.width), NOBODY, np.int32)
        self._classes: list[int] = []
        self._pixel_counts: list[int] = []
        self._box_areas: list[float] = []

    def paste(
        self,
        layer: np.ndarray,
        left: int,
        top: int,
        label: int | None = None,
        part: np.ndarray | None = None,
    ) -> None:
        """Draw an RGBA layer (float32, 0..255); a label makes it a product.

        `part` (int [4]: x1, y1, x2, y2 in the layer) says which of it is the product.
        """
        if label is None:
            x, y, width, height = cv2.boundingRect((layer[..., 3] > 0).astype(np.uint8))
            layer, left, top = layer[y : y + height, x : x + width], left + x, top + y
        height, width = layer.shape[:2]
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(self.width, left + width), min(self.height, top + height)
        if x1 <= x0 or y1 <= y0:
            return
        shown = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
        region = self.image[y0:y1, x0:x1]
        region += (layer[shown][..., :3] - region) * (layer[shown][..., 3:] / 255.0)
        solid = layer[..., 3] > OWNS_FROM_ALPHA
        owner = self.owner[y0:y1, x0:x1]
        owner[solid[shown]] = NOBODY
        if label is not None:
            product = solid if part is None else solid & _rectangle(solid.shape, part)
            owner[product[shown]] = self._register(product, label)

    def hidden_by(self, left: int, top: int, width: int, height: int) -> int:
        """How many pixels of products a rectangle put there would cover."""
        rows, columns = np.s_[max(0, top) : top + height], np.s_[max(0, left) : left + width]
        return int((self.owner[rows, columns] != NOBODY).sum())

    def darken(self, shade: np.ndarray, left: int, top: int) -> None:
        """Multiply a region by 1 - shade (float32 [h, w], 0..1): a soft shadow."""
        height, width = shade.shape
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(self.width, left + width), min(self.height, top + height)
        if x1 > x0 and y1 > y0:
            part = shade[y0 - top : y1 - top, x0 - left : x1 - left, None]
            self.image[y0:y1, x0:x1] *= 1 - part

    def boxes(self) -> np.ndarray:
        """Visible boxes, float32 [n, 5]: class, x1, y1, x2, y2 in pixels."""
        found = []
        for index, label in enumerate(self._classes):
            mask = self.owner == index
            visible = int(mask.sum())
            if visible < max(
                MIN_VISIBLE_PIXELS, MIN_VISIBLE_PIXEL_SHARE * self._pixel_counts[index]
            ):
                continue
            rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
            x1, y1, x2, y2 = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
            if (x2 - x1) * (y2 - y1) >= MIN_VISIBLE_BOX_SHARE * self._box_areas[index]:
                found.append((label, x1, y1, x2, y2))
        return np.array(found, np.float32).reshape(-1, 5)

    def _register(self, solid: np.ndarray, label: int) -> int:
        """Note a new product's class and its mask's size when fully visible."""
        rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
        self._classes.append(label)
        self._pixel_counts.append(int(solid.sum()))
        extent = (rows[-1] - rows[0] + 1) * (columns[-1] - columns[0] + 1) if len(rows) else 1
        self._box_areas.append(float(extent))
        return len(self._classes) - 1


def _rectangle(shape: tuple[int, ...], box: np.ndarray) -> np.ndarray:
    """Bool mask of a shape (height, width) that is True within a box."""
    mask = np.zeros(shape, bool)
    x1, y1, x2, y2 = box
    mask[y1:y2, x1:x2] = True
    return mask


def soft_shadow(layer: np.ndarray, strength: float, blur: int) -> np.ndarray:
    """Blurred silhouette of an RGBA layer, padded by `blur` pixels on all sides."""
    kernel = blur | 1
    padded = cv2.copyMakeBorder(layer[..., 3], blur, blur, blur, blur, cv2.BORDER_CONSTANT)
    return cv2.GaussianBlur(padded, (kernel, kernel), 0) * (strength / 255.0)
