"""Write everything training needs besides this code into one small folder.

    python3 -m embed.pack OUT --photos PHOTOS --backgrounds BACKGROUNDS    (from the training folder)

`photos.npz` real goods, `backgrounds.npz` counters and walls, `fonts/` the characters the
labels use (needs `fonttools`), so that a machine without fonts can draw them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttCollection import TTCollection

from art import canvas, random_designs, textures
from learn.images import finished_files, read_rgb

from .goods import training_goods
from .pictures import square, write_pack

PHOTO_SIDE, BACKGROUND_SIDE = 160, 192


def pack_photos(folder: Path, target: Path, quality: int) -> None:
    pictures, group = [], []
    for number, paths in enumerate(training_goods(folder)):
        pictures += [square(read_rgb(path), PHOTO_SIDE) for path in paths]
        group += [number] * len(paths)
    write_pack(target, pictures, group, quality)


def pack_backgrounds(folder: Path, target: Path, quality: int) -> None:
    paths = finished_files(folder, "*.png")
    pictures = [square(read_rgb(path), BACKGROUND_SIDE) for path in paths]
    write_pack(target, pictures, [0] * len(pictures), quality)


def label_characters() -> str:
    """Every character a random label may show."""
    words = [*random_designs.GOODS, *random_designs.QUALITIES, *random_designs.BADGES]
    return "".join(sorted({*"".join(words), *random_designs.LETTERS, *textures.SMALL_PRINT}))


def pack_fonts(target: Path) -> None:
    """The label fonts with those characters only, under their own names and face numbers."""
    target.mkdir(parents=True, exist_ok=True)
    for name in canvas.FONT_FILES.values():
        face = TTFont(Path(canvas.FONT_FOLDER, name), fontNumber=canvas.TRADITIONAL_CHINESE)
        options = subset.Options(layout_features=[], name_IDs=[0, 1, 2, 13, 14], hinting=False)
        small = subset.Subsetter(options)
        small.populate(text=label_characters())
        small.subset(face)
        collection = TTCollection()
        collection.fonts = [face] * (canvas.TRADITIONAL_CHINESE + 1)
        collection.save(target / name, shareTables=True)


def main() -> None:
    """Write the three parts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--photos", type=Path, required=True, help="the grocery data set")
    parser.add_argument("--backgrounds", type=Path, required=True, help="textures of backgrounds.py")
    parser.add_argument("--quality", type=int, default=62, help="of the WebP pictures")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pack_photos(options.photos, options.out / "photos.npz", options.quality)
    pack_backgrounds(options.backgrounds, options.out / "backgrounds.npz", options.quality)
    pack_fonts(options.out / "fonts")


if __name__ == "__main__":
    main()
