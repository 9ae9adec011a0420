"""What a webcam does to a crop: light, colour cast, motion, few pixels, noise, JPEG."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

RESOLUTIONS = (40, 56, 72, 88, 104, 128, 128, 128)
"""Pixels a side a crop really has before it is enlarged; multiples of the JPEG block."""
BLOCK = 8
KERNEL = 11


def _uniform(count: int, low: float, high: float, device: torch.device) -> Tensor:
    return torch.empty(count, 1, 1, 1, device=device).uniform_(low, high)


def relit(images: Tensor) -> Tensor:
    """Exposure, white balance, contrast, saturation and gamma at random."""
    count, device = len(images), images.device
    gains = torch.exp(torch.randn(count, 3, 1, 1, device=device) * 0.07)
    images = images * gains * torch.exp(torch.randn(count, 1, 1, 1, device=device) * 0.22)
    grey = images.mean(1, keepdim=True)
    images = grey + (images - grey) * _uniform(count, 0.7, 1.25, device)
    images = (images - 0.43) * _uniform(count, 0.7, 1.25, device) + 0.43
    return images.clamp(1e-4, 1) ** torch.exp(torch.randn(count, 1, 1, 1, device=device) * 0.15)


def blurred(images: Tensor) -> Tensor:
    """Motion or lack of focus: every picture with its own kernel."""
    count, device = len(images), images.device
    steps = torch.arange(KERNEL, device=device, dtype=torch.float32) - KERNEL // 2
    y, x = torch.meshgrid(steps, steps, indexing="ij")
    angle = torch.rand(count, 1, 1, device=device) * math.pi
    along, across = x * torch.cos(angle) + y * torch.sin(angle), y * torch.cos(angle) - x * torch.sin(angle)
    wide = torch.rand(count, 1, 1, device=device)
    moving = torch.rand(count, 1, 1, device=device) < 0.35
    narrow = 0.35 + 0.9 * torch.rand(count, 1, 1, device=device) ** 2
    length = torch.where(moving, narrow + 2.5 * wide, narrow)
    kernel = torch.exp(-0.5 * ((along / length) ** 2 + (across / narrow) ** 2))
    kernel = (kernel / kernel.sum((1, 2), keepdim=True)).repeat_interleave(3, 0)[:, None]
    flat = images.reshape(1, count * 3, *images.shape[2:])
    return F.conv2d(flat, kernel, padding=KERNEL // 2, groups=count * 3).reshape(images.shape)


def _cosines(device: torch.device) -> Tensor:
    """The discrete cosine transform of a row of BLOCK pixels as a matrix."""
    k = torch.arange(BLOCK, device=device, dtype=torch.float32)
    matrix = torch.cos(math.pi / BLOCK * (k[None] + 0.5) * k[:, None]) * math.sqrt(2 / BLOCK)
    matrix[0] /= math.sqrt(2)
    return matrix


def compressed(images: Tensor, coarseness: Tensor) -> Tensor:
    """Round the cosine coefficients of 8x8 blocks as JPEG does; coarseness [B, 1, 1, 1], about 0..0.3."""
    count, channels, height, width = images.shape
    matrix = _cosines(images.device)
    blocks = images.reshape(count, channels, height // BLOCK, BLOCK, width // BLOCK, BLOCK).transpose(3, 4)
    waves = matrix @ blocks @ matrix.t()
    order = torch.arange(BLOCK, device=images.device)
    step = coarseness[..., None, None] * (1 + order[:, None] + order[None]) / BLOCK + 1e-4
    restored = matrix.t() @ (torch.round(waves / step) * step) @ matrix
    return restored.transpose(3, 4).reshape(images.shape)


def _coarse(images: Tensor, resolution: int) -> Tensor:
    count, side, device = len(images), images.shape[-1], images.device
    if resolution < side:
        images = F.interpolate(images, (resolution, resolution), mode="area")
    noise = torch.randn_like(images) * (_uniform(count, 0, 1, device) ** 2 * 0.05)
    images = images + noise
    strength = _uniform(count, 0, 1, device) ** 2 * 0.5
    images = compressed(images, strength).clamp(0, 1)
    if resolution < side:
        images = F.interpolate(images, (side, side), mode="bilinear", align_corners=False)
    return images


def photograph(images: Tensor) -> Tensor:
    """Crops [B, 3, S, S] in 0..1 as a webcam gives them; neighbours share a resolution."""
    images = blurred(relit(images))
    parts = images.chunk(len(RESOLUTIONS))
    return torch.cat([_coarse(part, size) for part, size in zip(parts, RESOLUTIONS)])
