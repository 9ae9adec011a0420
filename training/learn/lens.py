"""What a cheap camera does to pictures: exposure, blur, noise, JPEG. For many at once.

Pictures are [B, 3, H, W] in about 0..1; nothing here moves a pixel.
"""

from __future__ import annotations

import math
from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import Tensor

GREY = 114 / 255
KERNEL = 9
BLURRED, COARSE, COMPRESSED = 0.32, 0.3, 0.35
"""Shares of the pictures that are blurred, of lower resolution, and JPEG."""
_LUMA_TABLE = (
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)
"""Quantisation of brightness in JPEG at quality 50 (ITU T.81, Annex K)."""


@torch.no_grad()
def photograph(images: Tensor, windows: Tensor) -> Tensor:
    """Degrade the pictures at random; grey where `windows` [B, 1, H, W] is 0."""
    images = _toned(images)
    images = _on_some(images, BLURRED, _blurred)
    images = _on_some(images, COARSE, _coarse)
    images = _noisy(images).clamp(0, 1)
    images = _on_some(images, COMPRESSED, _compressed)
    return (images * windows + GREY * (1 - windows)).clamp(0, 1)


def _random(images: Tensor, low: float, high: float, channels: int = 1) -> Tensor:
    shape = (len(images), channels, 1, 1)
    values = torch.rand(shape, device=images.device) * (high - low) + low
    return values.to(images.dtype)


def _switch(images: Tensor, share: float) -> Tensor:
    """1 for a share of the pictures, else 0."""
    return (_random(images, 0, 1) < share).to(images.dtype)


def _on_some(images: Tensor, share: float, change) -> Tensor:
    """Change a random share of the pictures, always the same number of them."""
    count = round(share * len(images))
    if not count:
        return images
    chosen = torch.randperm(len(images), device=images.device)[:count]
    images[chosen] = change(images[chosen])
    return images


def _toned(images: Tensor) -> Tensor:
    """Exposure, white balance, contrast, saturation, gamma and uneven light."""
    normal = torch.randn(len(images), 1, 1, 1, device=images.device).to(images.dtype)
    balance = torch.randn(len(images), 3, 1, 1, device=images.device).to(images.dtype)
    images = images * ((0.24 * normal).exp() * (1 + 0.05 * balance))
    contrast = 1 + (_random(images, 0.6, 1.3) - 1) * _switch(images, 0.5)
    images = (images - 0.43) * contrast + 0.43
    saturation = 1 + (_random(images, 0.4, 1.3) - 1) * _switch(images, 0.45)
    grey = images.mean(1, keepdim=True)
    images = grey + (images - grey) * saturation
    gamma = 1 + (_random(images, 0.75, 1.35) - 1) * _switch(images, 0.5)
    images = images.clamp(1e-3, 1.5) ** gamma
    light = torch.rand(len(images), 1, 3, 4, device=images.device) * 0.7 + 0.6
    light = F.interpolate(light, images.shape[2:], mode="bicubic", align_corners=False)
    uneven = _switch(images, 0.3)
    return images * (1 + (light.to(images.dtype) - 1) * uneven)


def _blurred(images: Tensor) -> Tensor:
    """Out of focus, or moved along a straight line of 3 to KERNEL pixels."""
    count, channels, height, width = images.shape
    device = images.device
    ramp = torch.arange(KERNEL, device=device) - (KERNEL - 1) / 2
    y, x = torch.meshgrid(ramp, ramp, indexing="ij")
    sigma = torch.rand(count, 1, 1, device=device) * 1.4 + 0.35
    focus = torch.exp(-(x**2 + y**2) / (2 * sigma**2))
    angle = torch.rand(count, 1, 1, device=device) * math.pi
    reach = torch.rand(count, 1, 1, device=device) * (KERNEL - 3) / 2 + 1.2
    along, across = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
    motion = (1 - across.abs()).clamp(min=0) * (reach + 0.5 - along.abs()).clamp(0, 1)
    kernels = torch.where(torch.rand(count, 1, 1, device=device) < 0.5, focus, motion)
    kernels = kernels / kernels.sum((1, 2), keepdim=True)
    kernels = kernels.repeat_interleave(channels, 0)[:, None].to(images.dtype)
    flat = images.reshape(1, count * channels, height, width)
    flat = F.pad(flat, (KERNEL // 2,) * 4, mode="replicate")
    return F.conv2d(flat, kernels, groups=count * channels).reshape(images.shape)


def _coarse(images: Tensor) -> Tensor:
    """Taken with fewer pixels and enlarged; a few sizes, shared out among the pictures."""
    parts = []
    for part in images.chunk(3):
        share = 0.4 + 0.5 * torch.rand(1).item()
        size = [max(8, round(side * share)) for side in images.shape[2:]]
        small = F.interpolate(part, size, mode="bilinear", align_corners=False, antialias=True)
        noise = torch.randn_like(small) * (_random(part, 0, 0.05) * _switch(part, 0.6))
        large = F.interpolate(
            small + noise, images.shape[2:], mode="bilinear", align_corners=False
        )
        parts.append(large)
    return torch.cat(parts)


def _noisy(images: Tensor) -> Tensor:
    """Sharpened halos, then grey and coloured noise, stronger in bright or dark places."""
    soft = F.avg_pool2d(images, 3, 1, 1, count_include_pad=False)
    images = images + (images - soft) * (_random(images, 0, 1.2) * _switch(images, 0.2))
    strength = (_random(images, math.log(0.004), math.log(0.06))).exp() * _switch(images, 0.6)
    coloured = _random(images, 0, 1)
    tilt = _random(images, -0.6, 0.6)
    grey = torch.randn_like(images[:, :1])
    noise = torch.randn_like(images) * coloured + grey * (1 - coloured)
    return images + noise * strength * (1 + tilt * (images.mean(1, keepdim=True) * 2 - 1))


@lru_cache(maxsize=4)
def _waves(device: torch.device) -> tuple[Tensor, Tensor]:
    """The cosine transform of a block's 64 pixels [64, 64] and the quantisation table [64]."""
    k = torch.arange(8, dtype=torch.float64)
    line = torch.cos((2 * k[None] + 1) * k[:, None] * math.pi / 16) * 0.5
    line[0] *= 1 / math.sqrt(2)
    table = torch.tensor(_LUMA_TABLE, dtype=torch.float64).reshape(64) / 255
    return torch.kron(line, line).float().to(device), table.float().to(device)


def _compressed(images: Tensor) -> Tensor:
    """JPEG's loss on 8 x 8 blocks, without colour subsampling, quality about 35 to 90."""
    count, channels, height, width = images.shape
    transform, table = _waves(images.device)
    coarseness = _random(images, math.log(0.2), math.log(1.5)).float().exp()
    step = coarseness * table
    blocks = images.float().reshape(count, channels, height // 8, 8, width // 8, 8)
    blocks = blocks.transpose(3, 4).reshape(count, channels, -1, 64)
    waves = ((blocks @ transform.T) / step).round() * step
    blocks = (waves @ transform).reshape(count, channels, height // 8, width // 8, 8, 8)
    return blocks.transpose(3, 4).reshape(images.shape).to(images.dtype)
