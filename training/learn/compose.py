"""Random training scenes: products, foreign packages and people on a counter."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from .backgrounds import Backgrounds
from .camera import photograph
from .canvas import Canvas, soft_shadow
from .classes import CLASS_COUNT, INPUT_HEIGHT, INPUT_WIDTH
from .clutter import clutter
from .images import read_distractor_cutouts, read_held_cutouts, read_product_cutouts
from .people import PeoplePainter
from .warps import log_uniform, posed_cutout, relit

SCENE_SHARES = {"counter": 0.47, "held": 0.30, "foreign_held": 0.08, "empty": 0.08, "photo": 0.07}
"""Share of each kind of scene; see the methods of the same names."""
CLUTTER_SHARE = 0.45
"""Share of drawn backgrounds with a heap of loose things; of those, again, with a second."""
PHOTO_SHARE = 0.3
"""Share of scenes before a real photograph instead of a drawn background."""
PRODUCT_COUNTS = (0, 2, 3, 3, 4, 4, 5, 6, 7, 8)
FOREIGN_COUNTS = (0, 0, 1, 1, 2, 3)
"""How many stand on a counter. Many in a picture teach more in the same time."""
PLACES_TRIED = 6
"""Places among which a thing set down takes the one where it hides least."""
DRAWN_WIDTH = 416
"""Picture width for which lengths are given here; they grow with the width asked for."""


class Composer:
    """Draws labelled scenes from cut-outs; one instance may serve many scenes."""

    def __init__(
        self,
        cutout_folders: list[Path],
        distractor_folder: Path,
        background_folder: Path,
        photos: list[Path],
        held_folder: Path | None = None,
        width: int = INPUT_WIDTH,
        height: int = INPUT_HEIGHT,
    ) -> None:
        self.width, self.height, self.scale = width, height, width / DRAWN_WIDTH
        self.products = read_product_cutouts(cutout_folders)
        self.distractors = [
            view for design in read_distractor_cutouts(distractor_folder) for view in design
        ]
        self.backgrounds = Backgrounds(background_folder, photos)
        self.held = read_held_cutouts(held_folder) if held_folder else []
        self.classes = [index for index in range(CLASS_COUNT) if self.products[index]]
        if not self.classes or not self.distractors:
            raise ValueError("no product cut-outs or no distractors")

    def sample(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Return (uint8 RGB [H, W, 3], float32 boxes [n, 5]: class, x1, y1, x2, y2)."""
        kind = rng.choice(list(SCENE_SHARES), p=list(SCENE_SHARES.values()))
        canvas = Canvas(self._background(rng, kind == "photo" or rng.random() < PHOTO_SHARE))
        getattr(self, f"_{kind}")(rng, canvas)
        return photograph(rng, canvas.image), canvas.boxes()

    def _background(self, rng: np.random.Generator, real: bool) -> np.ndarray:
        """A photograph, or a drawn counter or wall with or without heaps upon it."""
        if real:
            return self.backgrounds.photo(rng, self.width, self.height)
        background = self.backgrounds.sample(rng, self.width, self.height)
        while rng.random() < CLUTTER_SHARE:
            background = clutter(rng, background)
        return background

    def _photo(self, rng: np.random.Generator, canvas: Canvas) -> None:
        """The photograph alone: nothing to be found."""

    def _counter(self, rng: np.random.Generator, canvas: Canvas) -> None:
        """Up to eight products and three foreign packages, then hands and blobs."""
        if rng.random() < 0.2:
            canvas.paste(self._people(rng).shopper(), 0, 0)
        kinds = [True] * rng.choice(PRODUCT_COUNTS) + [False] * rng.choice(FOREIGN_COUNTS)
        rng.shuffle(kinds)
        for is_product in kinds:
            cutout, label = self._product(rng) if is_product else (self._foreign(rng), None)
            roll = rng.normal(0, 8) if rng.random() < 0.8 else rng.uniform(-180, 180)
            layer = posed_cutout(rng, cutout, self._length(rng, 38, 250), roll)
            self._set_down(rng, canvas, layer, label)
        for _ in range(rng.choice([0, 0, 0, 1, 2])):
            if rng.random() < 0.6:
                canvas.paste(self._people(rng).open_hand(), 0, 0)
            else:
                self._blob(rng, canvas)

    def _held(self, rng: np.random.Generator, canvas: Canvas) -> None:
        """One large product in a hand, perhaps with others on the counter behind."""
        if rng.random() < 0.5:
            canvas.paste(self._people(rng).shopper(), 0, 0)
        for _ in range(rng.choice([0, 1, 1, 2, 3])):
            cutout, label = self._product(rng) if rng.random() < 0.7 else (self._foreign(rng), None)
            layer = posed_cutout(rng, cutout, self._length(rng, 38, 120), rng.normal(0, 6))
            self._set_down(rng, canvas, layer, label)
        if self.held and rng.random() < 0.5:
            self._hold_rendered(rng, canvas)
        else:
            cutout, label = self._product(rng)
            self._hold(rng, canvas, cutout, label)

    def _foreign_held(self, rng: np.random.Generator, canvas: Canvas) -> None:
        """One large foreign package in a hand: nothing, or little, to be found."""
        if rng.random() < 0.5:
            canvas.paste(self._people(rng).shopper(), 0, 0)
        if rng.random() < 0.25:
            cutout, label = self._product(rng)
            layer = posed_cutout(rng, cutout, self._length(rng, 38, 140), rng.normal(0, 6))
            self._set_down(rng, canvas, layer, label)
        self._hold(rng, canvas, self._foreign(rng), None)

    def _empty(self, rng: np.random.Generator, canvas: Canvas) -> None:
        """Nothing to be found: people, hands, blobs, foreign packages."""
        if rng.random() < 0.4:
            canvas.paste(self._people(rng).shopper(), 0, 0)
        for _ in range(rng.choice([0, 0, 1, 2])):
            layer = posed_cutout(
                rng, self._foreign(rng), self._length(rng, 40, 280), rng.normal(0, 10)
            )
            self._set_down(rng, canvas, layer, None)
        for _ in range(rng.choice([0, 1, 1, 2])):
            canvas.paste(self._people(rng).open_hand(), 0, 0)
        for _ in range(rng.choice([0, 0, 1, 3])):
            self._blob(rng, canvas)

    def _hold(
        self, rng: np.random.Generator, canvas: Canvas, cutout: np.ndarray, label: int | None
    ) -> None:
        """Paste an 80..260 px object with an arm behind it and fingers before it."""
        roll = rng.normal(0, 12) if rng.random() < 0.9 else rng.uniform(-180, 180)
        layer = posed_cutout(rng, cutout, self._length(rng, 80, 260), roll)
        height, width = layer.shape[:2]
        # One time in four the object is entering or leaving the picture.
        beyond = 0.55 if rng.random() < 0.25 else 0.05
        left = int(rng.uniform(-beyond * width, self.width - (1 - beyond) * width))
        top = int(rng.uniform(-beyond * height, self.height - (1 - beyond) * height))
        bare = rng.random() < 0.15
        people = self._people(rng)
        if not bare:
            grip = (left + rng.uniform(0.2, 0.8) * width, top + rng.uniform(0.4, 0.95) * height)
            canvas.paste(people.arm(grip, rng.uniform(0.25, 0.5) * width), 0, 0)
        self._paste_softly(rng, canvas, layer, left, top, label)
        if not bare:
            canvas.paste(people.fingers(left, top, width, height), 0, 0)

    def _hold_rendered(self, rng: np.random.Generator, canvas: Canvas) -> None:
        """Paste a product rendered together with its hand, product 70..260 px long."""
        held = self.held[rng.integers(len(self.held))]
        x1, y1, x2, y2 = held.box
        scale = self._length(rng, 70, 260) / max(x2 - x1, y2 - y1)
        size = int(held.image.shape[1] * scale), int(held.image.shape[0] * scale)
        interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        layer = relit(
            rng, cv2.resize(held.image, size, interpolation=interpolation).astype(np.float32)
        )
        part = (held.box * scale).round().astype(int)
        width, height = part[2] - part[0], part[3] - part[1]
        beyond = 0.55 if rng.random() < 0.25 else 0.05
        left = int(rng.uniform(-beyond * width, self.width - (1 - beyond) * width)) - part[0]
        top = int(rng.uniform(-beyond * height, self.height - (1 - beyond) * height)) - part[1]
        if rng.random() < 0.5:
            layer[..., 3] = cv2.GaussianBlur(layer[..., 3], (3, 3), 0)
        canvas.paste(layer, left, top, held.label, part)

    def _set_down(
        self, rng: np.random.Generator, canvas: Canvas, layer: np.ndarray, label: int | None
    ) -> None:
        """Paste a layer where there is room, up to a quarter outside, usually with a shadow."""
        height, width = layer.shape[:2]
        tries = 1 if rng.random() < 0.3 else PLACES_TRIED
        places = [
            (
                int(rng.uniform(-0.25 * width, self.width - 0.75 * width)),
                int(rng.uniform(-0.25 * height, self.height - 0.75 * height)),
            )
            for _ in range(tries)
        ]
        left, top = min(places, key=lambda place: canvas.hidden_by(*place, width, height))
        if rng.random() < 0.7:
            blur = int(max(3, 0.12 * max(height, width)))
            shade = soft_shadow(layer, rng.uniform(0.15, 0.6), blur)
            shift_x, shift_y = int(rng.normal(0, 0.08 * width)), int(
                abs(rng.normal(0, 0.05 * height))
            )
            canvas.darken(shade, left - blur + shift_x, top - blur + shift_y)
        self._paste_softly(rng, canvas, layer, left, top, label)

    @staticmethod
    def _paste_softly(
        rng: np.random.Generator,
        canvas: Canvas,
        layer: np.ndarray,
        left: int,
        top: int,
        label: int | None,
    ) -> None:
        """Paste, half of the time with softened edges."""
        if rng.random() < 0.5:
            layer[..., 3] = cv2.GaussianBlur(layer[..., 3], (3, 3), 0)
        canvas.paste(layer, left, top, label)

    def _blob(self, rng: np.random.Generator, canvas: Canvas) -> None:
        """Cover a random ellipse with a plain colour or a piece of texture."""
        mask = np.zeros((self.height, self.width), np.uint8)
        centre = int(rng.integers(self.width)), int(rng.integers(self.height))
        axes = int(self._length(rng, 8, 60)), int(self._length(rng, 8, 60))
        cv2.ellipse(mask, centre, axes, float(rng.uniform(0, 180)), 0, 360, 255, -1)
        layer = np.empty((self.height, self.width, 4), np.float32)
        if rng.random() < 0.5:
            layer[..., :3] = rng.uniform(10, 245, 3)
        else:
            layer[..., :3] = self.backgrounds.patch(rng, self.width, self.height)
        layer[..., 3] = cv2.GaussianBlur(mask, (3, 3), 0)
        canvas.paste(layer, 0, 0)

    def _length(self, rng: np.random.Generator, low: float, high: float) -> float:
        """A random length in pixels of this composer's pictures."""
        return log_uniform(rng, low, high) * self.scale

    def _product(self, rng: np.random.Generator) -> tuple[np.ndarray, int]:
        label = self.classes[rng.integers(len(self.classes))]
        views = self.products[label]
        return views[rng.integers(len(views))], label

    def _foreign(self, rng: np.random.Generator) -> np.ndarray:
        return self.distractors[rng.integers(len(self.distractors))]

    def _people(self, rng: np.random.Generator) -> PeoplePainter:
        return PeoplePainter(rng, self.width, self.height)
