"""Many packages at once: geometry, label and light to a picture with alpha.

The formulas are those of render/rasterise.py, written for whole batches on any device.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from catalogue import SHAPES

from .families import Families
from .light import Lights, look_up
from .shapes import MATERIALS, is_wrapped, materials, variant

FRONT_SHARE = 0.36
"""Of a wrapped label's turn, for each of its two fronts (art/textures.py)."""


@dataclass(frozen=True)
class Bodies:
    """Constants of all shape variants. table: float32 [V, MATERIALS + 1, 9]: own colour
    (3), source (Material.source), roughness, metallic, transmission, clearcoat, bump;
    the last material is nothing. wrapped: float32 [V]."""

    table: Tensor
    wrapped: Tensor


def make_bodies(variants: int, device: torch.device) -> Bodies:
    table = np.zeros((variants, MATERIALS + 1, 9), np.float32)
    wrapped = np.zeros(variants, np.float32)
    for number in range(variants):
        shape, mesh = variant(number)
        wrapped[number] = is_wrapped(shape)
        for row, m in enumerate(materials(mesh)):
            table[number, row] = (*m.colour, m.source, m.roughness, m.metallic, m.transmission, m.clearcoat, m.bump)
    assert len(SHAPES) <= variants
    return Bodies(torch.from_numpy(table).to(device), torch.from_numpy(wrapped).to(device))


@dataclass(frozen=True)
class Wares:
    """The part of Families a batch needs, as tensors, and the pictures they are made of."""

    rows: dict[str, Tensor]
    labels: Tensor
    photos: Tensor

    @staticmethod
    def of(families: Families, labels: Tensor, photos: Tensor, device: torch.device) -> Wares:
        rows = {name: torch.from_numpy(values).to(device) for name, values in vars(families).items()}
        return Wares(rows, labels, photos)


def front_point(uv: Tensor, wrapped: Tensor) -> Tensor:
    """Where a label point lies on the front: [B, H, W, 2], 0..1 from the upper left
    inside it. uv: [B, 2, H, W]; wrapped: [B]."""
    u, v = uv[:, 0], uv[:, 1]
    turned = ((u % 0.5) - 0.25) / FRONT_SHARE + 0.5
    x = torch.where(wrapped[:, None, None] > 0, turned, u * 2)
    return torch.stack([x, 1 - v], -1)


def printed(wares: Wares, classes: Tensor, uv: Tensor, wrapped: Tensor) -> Tensor:
    """Linear label colour [B, 3, H, W] at label points uv [B, 2, H, W]."""
    rows = wares.rows
    label = wares.labels[rows["label"][classes]].float() / 255
    grid = torch.stack([uv[:, 0] * 2 - 1, 1 - uv[:, 1] * 2], -1)
    colour = F.grid_sample(label, grid, padding_mode="border", align_corners=False) ** 2.2
    turned = torch.einsum("bij,bjhw->bihw", rows["colour"][classes], colour).clamp(0, 1)
    number, place = rows["photo"][classes], rows["place"][classes]
    offset = (front_point(uv, wrapped) - place[:, None, None, :2]) / place[:, None, None, 2:].clamp(min=0.05)
    if len(wares.photos) == 0:
        return turned
    photo = wares.photos[number.clamp(min=0)].float() / 255
    patch = F.grid_sample(photo, offset, padding_mode="border", align_corners=False) ** 2.2
    square, oval = offset.abs().amax(-1) < 1, offset.square().sum(-1) < 1
    inside = torch.where(rows["round"][classes][:, None, None] > 0, oval, square)
    inside = inside & (number >= 0)[:, None, None]
    return torch.where(inside[:, None], patch, turned)


def wrinkled(normal: Tensor, bump: Tensor) -> Tensor:
    """Bend normals [B, 3, H, W] at random where `bump` [B, H, W] is set."""
    bend = torch.randn(len(normal), 3, 14, 14, device=normal.device)
    bend = F.interpolate(bend, normal.shape[2:], mode="bicubic", align_corners=False)
    return F.normalize(normal + bend * 0.18 * (bump[:, None] > 0), dim=1)


def shade(geometry: Tensor, material: Tensor, bodies: Bodies, wares: Wares, lights: Lights,
          classes: Tensor) -> Tensor:
    """sRGB with alpha, float32 [B, 4, S, S] in 0..1 (colours not multiplied by alpha).

    geometry [B, 8, S, S] and material [B, S, S] as in shapes.GeometryPicture; classes [B].
    """
    variant_of = wares.rows["variant"][classes]
    wrapped = bodies.wrapped[variant_of]
    surface = material.long().clamp(max=MATERIALS)
    table = bodies.table[variant_of]  # [B, M, 9]
    batch = torch.arange(len(classes), device=classes.device)[:, None, None]
    own = table[batch, surface].permute(0, 3, 1, 2)  # [B, 9, S, S]
    source, rough, metal, through, coat, bump = own[:, 3:].unbind(1)
    normal, view, uv = geometry[:, 0:3].float(), geometry[:, 3:6].float(), geometry[:, 6:8].float()
    normal = wrinkled(normal, bump)
    facing = -(normal * view).sum(1).clamp(-1, 0)

    colour = own[:, :3]
    for number, name in ((1, "contents"), (2, "cap")):
        colour = torch.where((source == number)[:, None], wares.rows[name][classes][:, :, None, None], colour)
    colour = torch.where((source == 3)[:, None], printed(wares, classes, uv, wrapped), colour)
    liquid = (through > 0).float()
    depth = 0.45 + 0.75 * (1 - facing) + 0.3 * facing**4
    colour = colour * torch.where(liquid > 0, depth, torch.ones_like(depth))[:, None]
    alpha = (surface < MATERIALS).float()
    clear = liquid * wares.rows["clear"][classes][:, None, None]
    alpha = alpha * torch.where(clear > 0, 0.45 + 0.5 * (1 - facing) ** 1.5, torch.ones_like(facing))

    chosen = torch.randint(lights.count, (len(classes),), device=classes.device)
    matt = look_up(lights.matt[chosen], normal)
    bounce = view + 2 * facing[:, None] * normal
    sharp, soft, dull = (look_up(level[chosen], bounce) for level in lights.glossy)
    mirrored = torch.where((rough < 0.15)[:, None], sharp, torch.where((rough < 0.32)[:, None], soft, dull))
    fresnel = (0.04 + 0.96 * (1 - facing) ** 5) * (1.2 - rough).clamp(0, 1) * (1 + coat)
    light = colour * matt * (1 - metal[:, None]) + mirrored * fresnel[:, None]
    light = light + mirrored * colour * (metal * 0.9)[:, None]
    light = light * (1 - 0.25 * (-normal[:, 2]).clamp(0, 1))[:, None]
    exposure = torch.exp(torch.randn(len(classes), device=classes.device) * 0.25) * 0.75
    light = light * (exposure / lights.matt[chosen].mean((1, 2, 3)).clamp(min=0.2))[:, None, None, None]
    shown = (light / (1 + (light - 0.8).clamp(min=0) * 0.4)).clamp(1e-4, 1) ** (1 / 2.2)
    return torch.cat([shown, alpha[:, None]], 1)
