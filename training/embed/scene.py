"""One package as a detector would crop it: before a background, held, beside others."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from . import hands
from .warp import placed, plane, sample, tilted

SIDE = 128
LOOSENESS = 1.15
"""Side of a crop over the longer side of the box; the store crops so too."""
GREY = 114 / 255
"""What lies outside the camera's picture."""
BOX_ERROR = 0.055
"""Standard deviation of each edge of a box, of its longer side; never over 0.15."""
HAND_SHARE, NEIGHBOUR_SHARE, CUT_SHARE = 0.4, 0.4, 0.12


@dataclass(frozen=True)
class Surroundings:
    """Photos uint8 [P, 3, h, w], drawn backgrounds uint8 [Q, 3, h, w] and the layers of hands.py."""

    photos: Tensor
    drawn: Tensor
    hands: Tensor


def _maybe(count: int, share: float, device: torch.device) -> Tensor:
    return torch.rand(count, device=device) < share


def random_turn(count: int, device: torch.device) -> Tensor:
    """Radians: mostly upright, some at right angles, some any way round."""
    turn = torch.randn(count, device=device) * math.radians(8)
    quarter = torch.randint(4, (count,), device=device) * (math.pi / 2)
    turn = torch.where(_maybe(count, 0.1, device), turn + quarter, turn)
    anyhow = torch.rand(count, device=device) * math.tau
    return torch.where(_maybe(count, 0.12, device), anyhow, turn)


def backgrounds(around: Surroundings, count: int) -> Tensor:
    """Photographs, drawn textures and plain colours, float32 [count, 3, SIDE, SIDE]."""
    device = around.drawn.device
    points = plane(SIDE, device).expand(count, -1, -1, -1)
    half = torch.exp(torch.empty(count, device=device).uniform_(math.log(0.15), 0))
    middle = (torch.rand(count, 2, device=device) * 2 - 1) * (1 - half)[:, None]
    points = placed(points, middle, half, torch.randn(count, device=device) * 0.2)
    source = around.drawn if len(around.photos) == 0 else around.photos
    photo = source[torch.randint(len(source), (count,), device=device)].float() / 255
    drawn = around.drawn[torch.randint(len(around.drawn), (count,), device=device)].float() / 255
    ends = torch.rand(count, 3, 2, 2, device=device)
    plain = F.interpolate(ends, (SIDE, SIDE), mode="bilinear", align_corners=True)
    kind = torch.rand(count, device=device)[:, None, None, None]
    result = torch.where(kind < 0.4, sample(photo, points, "reflection"), sample(drawn, points, "reflection"))
    result = torch.where(kind > 0.85, plain, result)
    return result * torch.empty(count, 1, 1, 1, device=device).uniform_(0.4, 1.15)


@dataclass(frozen=True)
class Framing:
    """Where crops lie in the shaded pictures; all in their coordinates, -1..1.

    middle [B, 2], half [B] (half a side), turn [B], size [B, 2] of the box as turned.
    """

    middle: Tensor
    half: Tensor
    turn: Tensor
    size: Tensor


def frame(box: Tensor, picture_side: int) -> Framing:
    """A loose, slightly wrong box around what is seen; box [B, 4] in pixels."""
    count, device = len(box), box.device
    turn = random_turn(count, device)
    low, high = box[:, :2] / picture_side * 2 - 1, box[:, 2:] / picture_side * 2 - 1
    cos, sin = torch.cos(turn).abs(), torch.sin(turn).abs()
    width, height = (high - low).unbind(1)
    # the box of an oval turned within the old box: between too small and too large
    size = torch.stack([torch.hypot(width * cos, height * sin), torch.hypot(width * sin, height * cos)], 1)
    longer = size.amax(1)
    error = (torch.randn(count, 4, device=device) * BOX_ERROR).clamp(-0.15, 0.15) * longer[:, None]
    grown = (size + error[:, 2:] - error[:, :2]).clamp(min=0.05)
    middle = (low + high) / 2 + (error[:, :2] + error[:, 2:]) / 2
    return Framing(middle, grown.amax(1) / 2 * LOOSENESS, turn, size)


def over(below: Tensor, layer: Tensor) -> Tensor:
    """Lay RGBA [B, 4, H, W] over RGB [B, 3, H, W]."""
    return below + (layer[:, :3] - below) * layer[:, 3:]


def _neighbour(packages: Tensor, framing: Framing, points: Tensor) -> Tensor:
    """Another package of the batch beside the one in question."""
    count, device = len(packages), packages.device
    angle = torch.rand(count, device=device) * math.tau
    away = torch.empty(count, device=device).uniform_(1.1, 1.9)
    offset = torch.stack([torch.cos(angle), torch.sin(angle)], 1) * away[:, None]
    half = torch.empty(count, device=device).uniform_(0.8, 1.3)
    beside = placed(points, offset * half[:, None], half, torch.randn(count, device=device) * 0.3)
    return sample(packages.roll(1, 0), beside)


def compose(packages: Tensor, box: Tensor, around: Surroundings) -> Tensor:
    """Crops float32 RGB [B, 3, SIDE, SIDE] of packages [B, 4, S, S] whose boxes are [B, 4] pixels."""
    count, device = len(packages), packages.device
    framing = frame(box, packages.shape[-1])
    flat = plane(SIDE, device).expand(count, -1, -1, -1)
    points = tilted(flat, torch.randn(count, 2, device=device) * 0.06)
    layer = sample(packages, placed(points, framing.middle, framing.half, framing.turn))
    image = backgrounds(around, count)
    beside = _neighbour(packages, framing, flat)
    has_beside = _maybe(count, NEIGHBOUR_SHARE, device)
    before = has_beside & _maybe(count, 0.3, device)
    behind = beside * (has_beside & ~before)[:, None, None, None]
    image = over(image, torch.cat([beside[:, :3], behind[:, 3:]], 1))
    shadow = F.avg_pool2d(layer[:, 3:], 17, 1, 8).roll((5, 3), (2, 3))
    image = image * (1 - shadow * torch.rand(count, 1, 1, 1, device=device) * 0.7)
    image = over(image, layer)
    in_front = beside[:, 3:] * before[:, None, None, None]
    image = over(image, torch.cat([beside[:, :3], in_front], 1))
    kind = hands.nearest_shape(framing.size[:, 0], framing.size[:, 1])
    number = torch.randint(around.hands.shape[1], (count,), device=device)
    hand = around.hands[kind, number].float() / 255
    shift = torch.randn(count, 2, device=device) * 0.08
    hand = sample(hand, placed(flat, shift, torch.empty(count, device=device).uniform_(0.8, 1.15),
                               torch.randn(count, device=device) * 0.15))
    shown = _maybe(count, HAND_SHARE, device)[:, None, None, None]
    image = over(image, torch.cat([hand[:, :3], hand[:, 3:] * shown], 1))
    return cut_at_edges(image)


def cut_at_edges(image: Tensor) -> Tensor:
    """Grey out up to 30 % at one side of some crops: packages at the picture's edge."""
    count, device = len(image), image.device
    flat = plane(SIDE, device)
    side = torch.randint(4, (count,), device=device)
    direction = torch.tensor([[1.0, 0], [-1, 0], [0, 1], [0, -1]], device=device)[side]
    along = torch.einsum("yxc,bc->byx", flat, direction)
    limit = 1 - 2 * torch.rand(count, device=device) * 0.3
    outside = (along > limit[:, None, None]) & _maybe(count, CUT_SHARE, device)[:, None, None]
    return torch.where(outside[:, None], torch.full_like(image, GREY), image)
