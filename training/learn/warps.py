"""Random size, turn and light of one RGBA cut-out before it is pasted."""

from __future__ import annotations

import cv2
import numpy as np


def log_uniform(rng: np.random.Generator, low: float, high: float) -> float:
    """Random number whose logarithm is uniform between those of low and high."""
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def posed_cutout(
    rng: np.random.Generator, cutout: np.ndarray, length: float, roll_degrees: float
) -> np.ndarray:
    """Scale a uint8 RGBA cut-out to `length` pixels on its longer side and roll it.

    Also jitters aspect (10 %), exposure, white balance and side light.
    Returns float32 RGBA [h, w, 4], colours about 0..255.
    """
    height, width = cutout.shape[:2]
    scale = length / max(height, width)
    new_width = max(8, int(width * scale * rng.uniform(0.92, 1.08)))
    new_height = max(8, int(height * scale * rng.uniform(0.92, 1.08)))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    layer = cv2.resize(cutout, (new_width, new_height), interpolation=interpolation)
    if abs(roll_degrees) > 1:
        layer = _rolled(layer, roll_degrees)
    return relit(rng, layer.astype(np.float32))


def _rolled(layer: np.ndarray, degrees: float) -> np.ndarray:
    height, width = layer.shape[:2]
    cos, sin = abs(np.cos(np.radians(degrees))), abs(np.sin(np.radians(degrees)))
    new_width = int(width * cos + height * sin) + 4
    new_height = int(width * sin + height * cos) + 4
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turn[:, 2] += (new_width - width) / 2, (new_height - height) / 2
    return cv2.warpAffine(layer, turn, (new_width, new_height), flags=cv2.INTER_LINEAR)


def relit(rng: np.random.Generator, layer: np.ndarray) -> np.ndarray:
    """Random exposure, white balance, side light and glare; changes the layer."""
    gain = np.exp(rng.normal(0, 0.18)) * (1 + rng.normal(0, 0.04, 3))
    layer[..., :3] *= gain.astype(np.float32)
    if rng.random() < 0.4:
        slope = np.linspace(-1, 1, layer.shape[1], dtype=np.float32) * rng.uniform(-0.35, 0.35)
        layer[..., :3] *= 1 + slope[None, :, None]
    if rng.random() < 0.12:
        _add_glare(rng, layer)
    return layer


def _add_glare(rng: np.random.Generator, layer: np.ndarray) -> None:
    """Brighten a soft stripe, as a lamp mirrored in a wrapper does."""
    height, width = layer.shape[:2]
    stripe = np.zeros((height, width), np.float32)
    start = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
    reach = 0.5 * max(height, width)
    end = (int(start[0] + rng.normal(0, reach / 3)), int(start[1] + rng.normal(0, reach)))
    cv2.line(stripe, start, end, float(rng.uniform(60, 200)), max(2, int(0.08 * width)))
    blur = max(3, int(0.08 * max(height, width))) | 1
    layer[..., :3] += cv2.GaussianBlur(stripe, (blur, blur), 0)[..., None]
