"""From rendered PNG frames to a sample folder: webcam noise, JPEG, expected basket.

    python3 -m render.develop FRAMES SAMPLES [CLIP ...]     (from the training folder)

Writes SAMPLES/{clip}/frames/{number:06d}.jpg and SAMPLES/{clip}/expected.json. The
JPEG quality starts at 88 and goes down until the folder fits into 3 MB.
"""
from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import cv2
import numpy as np

from .clip_scripts import CLIPS, FPS, Clip

LARGEST_BYTES = 3_000_000
QUALITIES = (88, 85, 82, 78, 74)
GRAIN = 1.3  # standard deviation of the added camera noise, in 0..255
RENDER_NOISE = 7  # strength of the removal of render noise


def webcam(image: np.ndarray, rng: np.random.RandomState) -> np.ndarray:
    """Take the render noise out, put a little soft camera noise in."""
    calm = cv2.fastNlMeansDenoisingColored(image, None, RENDER_NOISE, RENDER_NOISE, 5, 13)
    soft = cv2.GaussianBlur(calm, (0, 0), 0.6).astype(np.float32)
    grain = cv2.GaussianBlur(rng.randn(*image.shape[:2], 1).astype(np.float32), (0, 0), 0.7)
    exposure = 1 + rng.normal(0, 0.006)
    return np.clip(soft * exposure + grain[..., None] * GRAIN * 2, 0, 255).astype(np.uint8)


def encode(images: list[np.ndarray]) -> list[bytes]:
    """All frames as JPEG with the best quality that fits."""
    for quality in QUALITIES:
        options = [cv2.IMWRITE_JPEG_QUALITY, quality]
        frames = [cv2.imencode(".jpg", image, options)[1].tobytes() for image in images]
        if sum(map(len, frames)) <= LARGEST_BYTES:
            break
    print(f"quality {quality}, {sum(map(len, frames)) / 1e6:.2f} MB")
    return frames


def develop(clip: Clip, source: Path, target: Path) -> None:
    rng = np.random.RandomState(clip.table)
    paths = sorted(source.glob("*.png"))
    frames = encode([webcam(cv2.imread(str(path)), rng) for path in paths])
    folder = target / "frames"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number, frame in enumerate(frames):
        (folder / f"{number:06d}.jpg").write_bytes(frame)
    basket = [{"class_name": name, "quantity": count} for name, count in clip.basket.items()]
    zh, en = clip.title
    expected = {"title": {"zh": zh, "en": en}, "description": clip.description, "fps": FPS,
                "basket": basket}
    text = json.dumps(expected, ensure_ascii=False, indent=2)
    (target / "expected.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    source, samples, wanted = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    for clip in CLIPS:
        if (source / clip.name / "DONE").exists() and (not wanted or clip.name in wanted):
            print(clip.name)
            develop(clip, source / clip.name, samples / clip.name)


if __name__ == "__main__":
    main()
