"""Composes clips of scripted baskets.

    python3 -m baskets.make TEXTURES BACKGROUNDS OUT {scan,tray} COUNT FIRST_SEED     (from the training folder)

Writes OUT/{mode}-{seed}-{kind}/frames/*.jpg and expected.json, as in `samples/`. The kinds of scripts take turns. Clips that exist are
skipped. Nothing here is for training.
"""
from __future__ import annotations

import json
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from art.canvas import rgb
from catalogue import PRODUCTS
from render.grip import GRIPS, close_hand
from render.rasterise import linear_texture

from . import scan_scripts, tray_scripts
from .actors import Actor
from .camera import Camera
from .layers import FAR, Layer, draw_hand, draw_package, middle_of, paste, smear

SKINS = ("#e8b896", "#d9a27c", "#f2cdb0", "#b97f5a", "#8d5a3c")
SLEEVES = ("#31507a", "#7c2a38", "#2f5d4a", "#d9d9d4", "#2a2b31", "#6a6f78", "#b8873a")
SIZES = ((416, 312), (480, 360), (512, 384))
SHUTTER_S = 0.025
GRAIN = 2.2


@dataclass
class Stage:
    """Everything of a clip that does not move."""

    camera: Camera
    room: np.ndarray
    textures: dict[str, np.ndarray]
    skin: np.ndarray
    sleeve: np.ndarray
    light_seed: int
    still: dict[str, tuple[bytes, Layer | None]]


def set_up(rng: random.Random, mode: str, textures: Path, backgrounds: Path, cast: scan_scripts.Casting,
           seed: int) -> Stage:
    width, height = rng.choice(SIZES)
    if mode == "scan":
        camera = Camera((rng.uniform(-0.03, 0.03), -0.55, 0.26), (0, 0.2, 0.165), 58, width, height)
    else:
        camera = Camera((rng.uniform(-0.05, 0.05), rng.uniform(-0.5, -0.34), rng.uniform(0.5, 0.62)),
                        (0, 0.02, 0.03), rng.uniform(52, 60), width, height)
    read = lambda kind: cv2.imread(str(rng.choice(sorted(backgrounds.glob(f"{kind}_*.png")))))[..., ::-1]
    room = camera.room(np.ascontiguousarray(read("table")), np.ascontiguousarray(read("wall")), 1.7) / 255
    room *= rng.uniform(0.75, 1.05)
    if mode == "tray" and rng.random() < 0.7:
        _draw_tray(camera, room, rng)
    maps = {product.slug: linear_texture(Image.open(textures / f"{product.slug}.png")) for product in PRODUCTS}
    maps |= {slug: linear_texture(design.texture()) for slug, design in cast.foreign.items()}
    colour = lambda names: np.array(rgb(rng.choice(names)), np.float32)[:3] / 255
    return Stage(camera, room, maps, colour(SKINS), colour(SLEEVES), seed % 100_000, {})


def _draw_tray(camera: Camera, room: np.ndarray, rng: random.Random) -> None:
    """A plain tray with a rim."""
    grey = rng.uniform(0.25, 0.85)
    inner = np.array([grey + rng.uniform(-0.12, 0.12) for _ in range(3)]).clip(0.05, 0.95)
    for grow, tone in ((0.022, inner * 0.7), (0.0, inner)):
        x, y = 0.3 + grow, 0.21 + grow
        corners = np.array([(-x, -y - 0.01, 0), (x, -y - 0.01, 0), (x, y - 0.01, 0), (-x, y - 0.01, 0)])
        px, py, _ = camera.project(corners)
        mask = np.zeros(room.shape[:2], np.uint8)
        cv2.fillPoly(mask, [np.stack([px, py], -1).round().astype(np.int32)], 255, cv2.LINE_AA)
        alpha = (cv2.GaussianBlur(mask, (0, 0), 1.0) / 255.0)[..., None]
        room[:] = room * (1 - alpha) + tone * alpha


def _shadow(stage: Stage, picture: np.ndarray, place: np.ndarray) -> None:
    """Soft, under the thing, weaker the higher it is."""
    camera = stage.camera
    height = max(0.0, place[2] - 0.03)
    around = np.linspace(0, 2 * np.pi, 24)
    reach = 0.05 + 0.1 * height
    ring = np.stack([place[0] + reach * np.cos(around), place[1] + reach * np.sin(around), 0 * around], -1)
    x, y, _ = camera.project(ring)
    mask = np.zeros(picture.shape[:2], np.float32)
    cv2.fillPoly(mask, [np.stack([x, y], -1).round().astype(np.int32)], 1.0)
    mask = cv2.GaussianBlur(mask, (0, 0), 4 + 60 * height)
    picture *= 1 - 0.42 * np.exp(-6 * height) * mask[..., None]


def _package_layer(stage: Stage, actor: Actor, moment: float, key: str) -> Layer | None:
    turn, place = actor.at(moment)
    state = np.round(np.concatenate([turn.ravel(), place]), 5).tobytes()
    known = stage.still.get(key)
    if known and known[0] == state:
        return known[1]
    layer = draw_package(stage.camera, actor.package, stage.textures[actor.package.slug], turn, place, stage.light_seed)
    stage.still[key] = (state, layer)
    return layer


def _motion(stage: Stage, actor: Actor, moment: float) -> tuple[float, float]:
    """Pixels that it moves while the shutter is open."""
    now, later = actor.at(moment), actor.at(moment + SHUTTER_S)
    if now is None or later is None:
        return 0.0, 0.0
    x, y, _ = stage.camera.project(np.stack([now[1], later[1]]))
    return float(x[1] - x[0]), float(y[1] - y[0])


def _hand_layer(stage: Stage, actor: Actor, moment: float) -> Layer | None:
    offset = actor.hand_offset(moment)
    if offset is None:
        return None
    turn, place = actor.at(moment)
    grip = GRIPS[actor.package.shape if actor.package else "can"]
    middle = middle_of(actor.package) if actor.package else np.array([0, 0, grip.height])
    shape = close_hand(grip, actor.side, turn.T @ np.array(actor.arm))
    return draw_hand(stage.camera, shape, turn, place + offset, middle, stage.skin, stage.sleeve)


def picture_of(stage: Stage, actors: list[Actor], moment: float) -> np.ndarray:
    """RGB, float32 0..1, before the camera's noise."""
    camera, picture = stage.camera, stage.room.copy()
    nearest = np.full(picture.shape[:2], FAR, np.float32)
    present = [(index, actor) for index, actor in enumerate(actors) if actor.at(moment) is not None]
    for _, actor in present:
        if actor.package and actor.at(moment)[1][2] < 0.3:
            _shadow(stage, picture, actor.at(moment)[1])
    far_first = sorted(present, key=lambda entry: -float((entry[1].at(moment)[1] - camera.eye) @ camera.forward))
    for index, actor in far_first:
        layer = _package_layer(stage, actor, moment, str(index)) if actor.package else None
        hand = _hand_layer(stage, actor, moment)
        dx, dy = _motion(stage, actor, moment)
        # The hand first: a clear bottle shows the fingers behind it.
        for one in (hand, layer):
            if one is not None:
                paste(picture, smear(one, dx, dy), nearest)
    return picture


def webcam(picture: np.ndarray, noise: np.random.RandomState) -> np.ndarray:
    soft = cv2.GaussianBlur(picture * 255, (0, 0), 0.7)
    grain = cv2.GaussianBlur(noise.randn(*picture.shape[:2], 1).astype(np.float32), (0, 0), 0.7)
    exposure = 1 + noise.normal(0, 0.006)
    return np.clip(soft * exposure + grain[..., None] * GRAIN, 0, 255).astype(np.uint8)


def make(mode: str, seed: int, textures: Path, backgrounds: Path, out: Path) -> None:
    kinds = (scan_scripts if mode == "scan" else tray_scripts).KINDS
    kind = list(kinds)[seed % len(kinds)]
    folder = out / f"{mode}-{seed:05d}-{kind}"
    began = time.time()
    rng, noise = random.Random(f"{mode} {seed}"), np.random.RandomState(seed)
    cast = scan_scripts.Casting(rng)
    actors, basket, seconds = kinds[kind](rng, cast)
    stage = set_up(rng, mode, textures, backgrounds, cast, seed)
    fps, quality = rng.choice((5, 5, 6, 8)), rng.randint(78, 90)
    (folder / "frames").mkdir(parents=True, exist_ok=True)
    count = round(seconds * fps)
    expected = {"title": {"zh": kind, "en": kind}, "description": f"Seed {seed}, script {kind}.", "fps": fps,
                "cart": mode, "kind": kind, "taken_away": taken_away(actors, seconds) if mode == "tray" else 0,
                "basket": [{"class_name": slug, "quantity": quantity} for slug, quantity in basket.items()]}
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if (folder / "frames" / f"{count - 1:06d}.jpg").exists():
        return
    for number in range(count):
        image = webcam(picture_of(stage, actors, number / fps), noise)
        cv2.imwrite(str(folder / "frames" / f"{number:06d}.jpg"), image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    print(f"{folder.name}: {count} frames, {time.time() - began:.1f} s", flush=True)


def taken_away(actors: list[Actor], seconds: float) -> int:
    """Products that leave the tray before the end."""
    return sum(actor.package in PRODUCTS and actor.regrasp < seconds for actor in actors)


def main() -> None:
    textures, backgrounds, out = map(Path, sys.argv[1:4])
    mode, count, first = sys.argv[4], int(sys.argv[5]), int(sys.argv[6])
    cv2.setNumThreads(1)
    for seed in range(first, first + count):
        make(mode, seed, textures, backgrounds, out)


if __name__ == "__main__":
    main()
