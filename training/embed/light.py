"""Random surrounding lights as tensors, and looking them up by direction."""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from render import light_map


class Lights:
    """A collection of panoramas in four degrees of blur: as seen in a mirror, in a
    glossy, in a dull and in a matt surface. Linear light."""

    def __init__(self, count: int, device: torch.device, seed: int = 5) -> None:
        rng = np.random.RandomState(seed)
        panoramas = [light_map.random_panorama(rng) for _ in range(count)]

        def stacked(pictures: list[np.ndarray]) -> Tensor:
            return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float().to(device)

        self.count = count
        self.glossy = [stacked(panoramas)] + [
            stacked([light_map.blurred(panorama, sigma) for panorama in panoramas]) for sigma in (1.0, 3.0)
        ]
        self.matt = stacked([light_map.diffuse(panorama) for panorama in panoramas])


def look_up(panoramas: Tensor, directions: Tensor) -> Tensor:
    """Light [B, 3, H, W] from unit directions [B, 3, H, W] in panoramas [B, 3, h, w]."""
    around = torch.atan2(directions[:, 1], directions[:, 0]) / math.pi
    down = torch.acos(directions[:, 2].clamp(-0.9999, 0.9999)) / math.pi * 2 - 1
    grid = torch.stack([around, down], -1)
    return F.grid_sample(panoramas, grid, padding_mode="border", align_corners=False)
