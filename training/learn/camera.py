"""What a cheap camera does to a picture: exposure, contrast, blur, noise, JPEG."""

from __future__ import annotations

import cv2
import numpy as np


def photograph(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Degrade a float32 RGB picture (0..255) at random; returns uint8 RGB."""
    image = _tone(rng, image)
    image = _blur(rng, image)
    image = _noise(rng, image)
    result = np.clip(image, 0, 255).astype(np.uint8)
    if rng.random() < 0.4:
        quality = int(rng.uniform(35, 92))
        _, packed = cv2.imencode(".jpg", result, [cv2.IMWRITE_JPEG_QUALITY, quality])
        result = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    return result


def _tone(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Exposure, white balance, contrast, saturation and uneven light."""
    gain = np.exp(rng.normal(0, 0.22)) * (1 + rng.normal(0, 0.05, 3))
    image = image * gain.astype(np.float32)
    if rng.random() < 0.5:
        image = (image - 110) * np.float32(rng.uniform(0.65, 1.3)) + 110
    if rng.random() < 0.4:
        grey = image.mean(axis=2, keepdims=True)
        image = grey + (image - grey) * np.float32(rng.uniform(0.5, 1.3))
    if rng.random() < 0.3:
        height, width = image.shape[:2]
        light = rng.uniform(0.6, 1.3, (3, 4)).astype(np.float32)
        image = image * cv2.resize(light, (width, height), interpolation=cv2.INTER_CUBIC)[..., None]
    return image


def _blur(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Nothing (65 %), a focus blur, or a straight motion blur of 3 to 10 px."""
    kind = rng.random()
    if kind < 0.2:
        return cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.6))
    if kind < 0.35:
        size = int(rng.integers(3, 11))
        kernel = np.zeros((size, size), np.float32)
        ends = rng.integers(0, size, 2)
        if rng.random() < 0.5:
            cv2.line(kernel, (0, int(ends[0])), (size - 1, int(ends[1])), 1, 1)
        else:
            cv2.line(kernel, (int(ends[0]), 0), (int(ends[1]), size - 1), 1, 1)
        return cv2.filter2D(image, -1, kernel / kernel.sum())
    return image


def _noise(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """Grey or coloured Gaussian noise on half of the pictures."""
    if rng.random() < 0.5:
        return image
    channels = 1 if rng.random() < 0.5 else 3
    noise = rng.standard_normal((*image.shape[:2], channels), dtype=np.float32)
    return image + noise * np.float32(rng.uniform(1, 9))
