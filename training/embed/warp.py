"""Sampling crops out of square pictures: turned, tilted, scaled, off their middle."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def plane(side: int, device: torch.device) -> Tensor:
    """Crop coordinates [side, side, 2] (x, y), -1..1 at the pixels' outer edges."""
    steps = (torch.arange(side, device=device) + 0.5) / side * 2 - 1
    y, x = torch.meshgrid(steps, steps, indexing="ij")
    return torch.stack([x, y], -1)


def tilted(points: Tensor, tilt: Tensor) -> Tensor:
    """Points [B, S, S, 2] seen at an angle; tilt [B, 2], about -0.2..0.2."""
    depth = 1 + points[..., 0] * tilt[:, None, None, 0] + points[..., 1] * tilt[:, None, None, 1]
    return points / depth[..., None]


def placed(points: Tensor, middle: Tensor, half: Tensor, turn: Tensor) -> Tensor:
    """Crop coordinates [B, S, S, 2] to those of a picture, -1..1 there too.

    middle: [B, 2] where the crop's middle lies; half: [B] half its side; turn: [B] radians.
    """
    cos, sin = torch.cos(turn)[:, None, None], torch.sin(turn)[:, None, None]
    x, y = points[..., 0], points[..., 1]
    turned = torch.stack([x * cos - y * sin, x * sin + y * cos], -1)
    return turned * half[:, None, None, None] + middle[:, None, None]


def sample(pictures: Tensor, points: Tensor, outside: str = "zeros") -> Tensor:
    """Pictures [B, C, H, W] at points [B, S, S, 2]."""
    return F.grid_sample(pictures, points, padding_mode=outside, align_corners=False)
