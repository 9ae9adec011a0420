"""Packs what a machine without fonts, Blender and the photographs needs, as small files.

    python3 pack.py designs OUT COUNT ALIKE       label art of random packages, from seed 50,000
    python3 pack.py labels TEXTURES OUT           label art of the ten products and their fronts
    python3 pack.py cutouts FOLDER OUT            RGBA cut-outs, with their .txt
    python3 pack.py backgrounds FOLDER OUT        counter tops and walls
    python3 pack.py photos FOLDER OUT COUNT       photographs of the classes that may be trained on

Everything becomes WebP; a design also gets a line in `designs.json`: shape, colour of
the liquid and the cap, whether it is clear, and whether it is in the colours of ours.
"""
from __future__ import annotations

import json
import random
import sys
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np

from catalogue import PRODUCTS

DESIGN_SCALE = 0.32  # of the products' label size
ALIKE_SEED = 56_000
PHOTO_SIDE = 400  # pixels, the longer one


def save(image: np.ndarray, path: Path, quality: int) -> None:
    """Write BGR or BGRA as WebP."""
    cv2.imwrite(str(path.with_suffix(".webp")), image, [cv2.IMWRITE_WEBP_QUALITY, quality])


def pack_designs(out: Path, count: int, alike: int) -> None:
    from art.random_designs import random_design
    from render.distractors import TRAINING_SEED, _alike

    lines = {}
    for number in range(count + alike):
        similar = number >= count
        design = (_alike(ALIKE_SEED + number - count) if similar
                  else random_design(TRAINING_SEED + number))
        name = f"{'a' if similar else 'r'}{number:04d}"
        art = np.asarray(design.texture(DESIGN_SCALE).convert("RGB"))[..., ::-1]
        save(art, out / name, 62)
        lines[name] = {**asdict(design.package), "alike": similar}
    (out / "designs.json").write_text(json.dumps(lines, ensure_ascii=False))


def pack_labels(textures: Path, out: Path) -> None:
    from art.textures import front_picture

    for product in PRODUCTS:
        save(cv2.imread(str(textures / f"{product.slug}.png")), out / product.slug, 80)
        front = np.asarray(front_picture(product).convert("RGB"))[..., ::-1]
        save(front, out / f"{product.slug}-front", 80)


def pack_cutouts(folder: Path, out: Path) -> None:
    for path in sorted(folder.glob("*.png")):
        image = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        if image is None or image.ndim != 3 or image.shape[2] != 4:
            continue
        save(image, out / path.stem, 74)
        box = path.with_suffix(".txt")
        if box.exists():
            (out / box.name).write_text(box.read_text())


def pack_backgrounds(folder: Path, out: Path) -> None:
    for path in sorted([*folder.glob("table_*.png"), *folder.glob("wall_*.png")]):
        save(cv2.imread(str(path)), out / path.stem, 60)


def pack_photos(folder: Path, out: Path, count: int) -> None:
    """Named `photo-…`, those of packaged goods `packages-…`."""
    from learn.photos import training_photos

    paths = random.Random(7).sample(training_photos(folder), count)
    for number, path in enumerate(paths):
        image = cv2.imread(str(path))
        scale = PHOTO_SIDE / max(image.shape[:2])
        if scale < 1:
            image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        kind = "packages" if "Packages" in path.parts else "photo"
        save(image, out / f"{kind}-{number:04d}", 62)


def main() -> None:
    kind, *rest = sys.argv[1:]
    paths = [Path(word) for word in rest if not word.isdigit()]
    counts = [int(word) for word in rest if word.isdigit()]
    paths[-1].mkdir(parents=True, exist_ok=True)
    makers = {"designs": pack_designs, "labels": pack_labels, "cutouts": pack_cutouts,
              "backgrounds": pack_backgrounds, "photos": pack_photos}
    makers[kind](*paths, *counts)


if __name__ == "__main__":
    main()
