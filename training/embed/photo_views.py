"""Crops of real photographs, as varied as those of the drawn packages."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from .scene import GREY, SIDE, cut_at_edges
from .warp import placed, plane, sample, tilted


def photo_views(photos: Tensor) -> Tensor:
    """Photos uint8 [B, 3, h, w] to crops float32 [B, 3, SIDE, SIDE]: three tenths to all of
    the area, moved, turned and tilted; what lies outside is grey."""
    count, device = len(photos), photos.device
    points = tilted(plane(SIDE, device).expand(count, -1, -1, -1), torch.randn(count, 2, device=device) * 0.08)
    half = torch.empty(count, device=device).uniform_(math.sqrt(0.3), 1.05)
    middle = torch.randn(count, 2, device=device) * (0.15 + 0.3 * (1 - half).clamp(min=0))[:, None]
    turn = torch.randn(count, device=device) * math.radians(12)
    points = placed(points, middle, half, turn)
    image = sample(photos.float() / 255, points)
    inside = (points.abs() <= 1).all(-1)[:, None]
    return cut_at_edges(torch.where(inside, image, torch.full_like(image, GREY)))
