"""Lamps and how skin, cloth and hair answer them. Linear light throughout."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Vector = np.ndarray


def unit(*parts: float) -> Vector:
    vector = np.array(parts, np.float32)
    return vector / np.linalg.norm(vector)


@dataclass(frozen=True)
class Light:
    """Directions point towards the lamp; the viewer stands at -y."""

    key: tuple[float, float, float]
    key_colour: tuple[float, float, float]
    fill: tuple[float, float, float]
    fill_colour: tuple[float, float, float]
    sky: tuple[float, float, float]
    floor: tuple[float, float, float]
    wall: float = 1.0  # brightness of the background
    grain: float = 1.2  # camera noise, grey levels


LIGHTS: dict[str, Light] = {
    "front": Light((-0.35, -1, 0.55), (1.00, 0.97, 0.93), (0.9, -0.7, 0.2), (0.22, 0.23, 0.25),
                   (0.42, 0.43, 0.45), (0.24, 0.22, 0.20)),
    "side": Light((1.0, -0.62, 0.42), (1.15, 1.08, 1.00), (-0.9, -0.8, 0.2), (0.20, 0.22, 0.26),
                  (0.30, 0.32, 0.36), (0.17, 0.16, 0.15),
                  wall=0.8),
    "dim": Light((-0.15, -0.75, 0.95), (0.58, 0.44, 0.29), (0.8, -0.8, 0.0), (0.14, 0.11, 0.08),
                 (0.24, 0.19, 0.14), (0.12, 0.09, 0.06),
                 wall=0.45,
                 grain=2.0),
}

WRAP = np.array([0.42, 0.22, 0.16], np.float32)  # light creeps round skin, red furthest


def _dot(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (a * b).sum(-1)


def lit(light: Light, albedo: np.ndarray, normal: np.ndarray, view: np.ndarray, shadow: np.ndarray,
        gloss: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """Colour of opaque pixels; `view` points from the surface to the eye, `skin` 0...1."""
    key, fill = unit(*light.key), unit(*light.fill)
    wrap = WRAP * skin[:, None] + 0.05
    creep = shadow[:, None] ** (1 - 0.35 * wrap / WRAP[0])
    diffuse = np.clip((_dot(normal, key)[:, None] + wrap) / (1 + wrap), 0, None) ** 1.15
    total = diffuse * creep * np.array(light.key_colour, np.float32)
    weak = np.clip((_dot(normal, fill)[:, None] + wrap) / (1 + wrap), 0, None)
    total += weak * np.array(light.fill_colour, np.float32)
    up = (normal[:, 2:] * 0.5 + 0.5)
    total += np.array(light.sky, np.float32) * up + np.array(light.floor, np.float32) * (1 - up)
    colour = albedo * total
    for direction, tone, seen in ((key, light.key_colour, shadow), (fill, light.fill_colour, 1.0)):
        half = view + direction
        half /= np.maximum(1e-6, np.linalg.norm(half, axis=1, keepdims=True))
        shine = np.clip(_dot(normal, half), 0, 1)
        facing = np.clip(_dot(normal, direction), 0, 1) ** 0.5 * seen
        spark = (0.10 * shine ** 14 + 0.16 * shine ** 60) * gloss * facing
        colour += spark[:, None] * np.array(tone, np.float32)
    rim = (1 - np.clip(_dot(normal, view), 0, 1)) ** 4
    return colour + (rim * gloss * 0.10)[:, None] * np.array(light.sky, np.float32)


def lit_hair(light: Light, albedo: np.ndarray, normal: np.ndarray, tangent: np.ndarray,
             view: np.ndarray, shadow: np.ndarray) -> np.ndarray:
    key = unit(*light.key)
    diffuse = np.clip((_dot(normal, key) + 0.35) / 1.35, 0, 1)
    diffuse = (diffuse * (0.35 + 0.65 * shadow))[:, None]
    up = normal[:, 2:] * 0.5 + 0.5
    total = diffuse * np.array(light.key_colour, np.float32) * 0.9
    total = total + np.array(light.sky, np.float32) * up
    total = total + np.array(light.floor, np.float32) * (1 - up)
    half = view + key
    half /= np.maximum(1e-6, np.linalg.norm(half, axis=1, keepdims=True))
    across = np.sqrt(np.clip(1 - _dot(tangent, half) ** 2, 0, 1))
    shine = 0.05 * across ** 12 + 0.10 * across ** 60
    shine = shine * np.clip(_dot(normal, key) + 0.2, 0, 1) * shadow
    hue = 0.4 * albedo / np.maximum(albedo.max(1, keepdims=True), 1e-3) + 0.6
    return albedo * total + shine[:, None] * hue * np.array(light.key_colour, np.float32)


def develop(linear: np.ndarray) -> np.ndarray:
    """Linear light to sRGB-like 0...255 with soft highlights."""
    soft = np.where(linear > 0.7, 0.7 + 0.3 * np.tanh((linear - 0.7) / 0.45), linear)
    return np.clip(soft, 0, 1) ** (1 / 2.2) * 255
