"""Random backgrounds: counters and walls from texture tiles, and real photographs."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from .images import finished_files, read_rgb


class Backgrounds:
    """Makes backgrounds from `table_*` and `wall_*` textures of a folder (PNG or WebP) and
    from photographs that show none of the products (see photos.py and pack.py)."""

    def __init__(self, folder: Path, photos: list[Path]) -> None:
        self.photos = photos
        self.tables = [read_rgb(path) for path in _textures(folder, "table")]
        self.walls = [read_rgb(path) for path in _textures(folder, "wall")]
        if not self.tables or not self.walls:
            raise ValueError(f"no table_* or no wall_* pictures in {folder}")

    def patch(self, rng: np.random.Generator, width: int, height: int) -> np.ndarray:
        """Random crop of any texture, uint8 RGB [height, width, 3]."""
        return _crop(rng, self.tables if rng.random() < 0.5 else self.walls, width, height)

    def choose_photo(self, rng: np.random.Generator) -> Path:
        return self.photos[rng.integers(len(self.photos))]

    def photo(
        self, rng: np.random.Generator, width: int, height: int, path: Path | None = None
    ) -> np.ndarray:
        """Random upright crop of a photo, a random one unless given, stretched by a fifth at most."""
        photo = read_rgb(path or self.choose_photo(rng))
        share = rng.uniform(0.45, 1)
        stretch = width / height * rng.uniform(0.8, 1.2)
        crop_height = int(min(photo.shape[0], photo.shape[1] / stretch) * share)
        crop_width = int(crop_height * stretch)
        x = rng.integers(photo.shape[1] - crop_width + 1)
        y = rng.integers(photo.shape[0] - crop_height + 1)
        crop = photo[y : y + crop_height, x : x + crop_width]
        if rng.random() < 0.5:
            crop = crop[:, ::-1]
        image = cv2.resize(crop, (width, height), interpolation=cv2.INTER_LINEAR)
        return image.astype(np.float32)

    def sample(self, rng: np.random.Generator, width: int, height: int) -> np.ndarray:
        """Random background, float32 RGB [height, width, 3], about 0..255.

        A bare table (35 %), a bare wall (15 %), else a wall above a table seen
        in perspective, the camera sometimes slightly rolled.
        """
        kind = rng.random()
        if kind < 0.35:
            image = _crop(rng, self.tables, width, height)
        elif kind < 0.5:
            image = _crop(rng, self.walls, width, height)
        else:
            image = self._counter(rng, width, height)
        return image.astype(np.float32) * rng.uniform(0.6, 1.1)

    def _counter(self, rng: np.random.Generator, width: int, height: int) -> np.ndarray:
        horizon = int(height * rng.uniform(0.05, 0.65))
        image = np.empty((height, width, 3), np.uint8)
        image[: horizon + 1] = _crop(rng, self.walls, width, horizon + 1)
        below = height - horizon
        spread = rng.uniform(0, 0.45) * width
        source = np.array([[0, 0], [width, 0], [width, below], [0, below]], np.float32)
        target = source + np.array([[0, 0], [0, 0], [spread, 0], [-spread, 0]], np.float32)
        image[horizon:] = cv2.warpPerspective(
            _crop(rng, self.tables, width, below),
            cv2.getPerspectiveTransform(source, target),
            (width, below),
            borderMode=cv2.BORDER_REFLECT,
        )
        roll = rng.normal(0, 4)
        if abs(roll) < 0.5:
            return image
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), roll, 1.08)
        return cv2.warpAffine(image, turn, (width, height), borderMode=cv2.BORDER_REFLECT)


def _textures(folder: Path, kind: str) -> list[Path]:
    return [*finished_files(folder, f"{kind}_*.png"), *finished_files(folder, f"{kind}_*.webp")]


def _crop(
    rng: np.random.Generator, textures: list[np.ndarray], width: int, height: int
) -> np.ndarray:
    """Random, sometimes mirrored crop of a random texture, resized to the size."""
    texture = textures[rng.integers(len(textures))]
    zoom = rng.uniform(0.5, 1.4)
    crop_width = int(min(texture.shape[1], max(16, width * zoom)))
    crop_height = int(min(texture.shape[0], max(16, height * zoom)))
    x = rng.integers(texture.shape[1] - crop_width + 1)
    y = rng.integers(texture.shape[0] - crop_height + 1)
    crop = texture[y : y + crop_height, x : x + crop_width]
    if rng.random() < 0.5:
        crop = crop[:, ::-1]
    return cv2.resize(crop, (width, height), interpolation=cv2.INTER_LINEAR)
