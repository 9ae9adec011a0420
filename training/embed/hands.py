"""Hands and other things that hide a part of a package, as layers to lay over crops."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from torch import Tensor

from learn.people import PeoplePainter

SIDE = 128
SHAPES = ((0.35, 1.0), (0.65, 1.0), (1.0, 1.0), (1.0, 0.55))
"""Width and height of the boxes hands are drawn for, of the longer side."""
FILLED = 0.87
"""Longer side of the box over the crop's side."""


def _blob(rng: np.random.Generator) -> np.ndarray:
    """An oval or a bar of one colour somewhere, RGBA."""
    layer = np.zeros((SIDE, SIDE, 4), np.float32)
    colour = (*rng.uniform(10, 245, 3), 255)
    middle = tuple(int(v) for v in rng.uniform(0, SIDE, 2))
    if rng.random() < 0.5:
        axes = tuple(int(v) for v in rng.uniform(6, 32, 2))
        cv2.ellipse(layer, middle, axes, rng.uniform(0, 180), 0, 360, colour, -1)
    else:
        end = tuple(int(v) for v in rng.uniform(-40, SIDE + 40, 2))
        cv2.line(layer, middle, end, colour, int(rng.uniform(5, 28)))
    return layer


def _layer(rng: np.random.Generator, width: float, height: float) -> np.ndarray:
    kind = rng.random()
    if kind < 0.25:
        return _blob(rng)
    painter = PeoplePainter(rng, SIDE, SIDE)
    if kind < 0.4:
        return painter.open_hand()
    box_width, box_height = width * FILLED * SIDE, height * FILLED * SIDE
    return painter.fingers((SIDE - box_width) / 2, (SIDE - box_height) / 2, box_width, box_height)


def draw_layers(count: int, device: torch.device, seed: int = 3) -> Tensor:
    """Layers for every box of SHAPES: uint8 RGBA [len(SHAPES), count, 4, SIDE, SIDE]."""
    rng = np.random.default_rng(seed)
    layers = np.zeros((len(SHAPES), count, 4, SIDE, SIDE), np.uint8)
    for row, (width, height) in enumerate(SHAPES):
        for number in range(count):
            layers[row, number] = np.clip(_layer(rng, width, height), 0, 255).transpose(2, 0, 1)
    return torch.from_numpy(layers).to(device)


def nearest_shape(width: Tensor, height: Tensor) -> Tensor:
    """Row of the layers that suits boxes [B] best."""
    shapes = torch.tensor(SHAPES, device=width.device).log()
    relative = torch.log(torch.stack([width, height], 1) / torch.maximum(width, height)[:, None])
    return (relative[:, None] - shapes).square().sum(-1).argmin(1)
