"""Paints planned scenes, many at once, on whatever device the pools lie.

Works from the nearest layer to the background, keeping how much of each pixel is
still open: what an object covers then is exactly what is seen of it, and its box too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .loss import Targets
from .makers import HELD_SIDE, OVERLAY_HEIGHT, OVERLAY_WIDTH, THING_SIDE
from .plan import DRAWN_WIDTH, Layer, Plan
from .pool import LEVELS

SEEN_FROM = 0.22
"""Share of a pixel that must show an object to count for its box."""
LEAST_PIXELS = 60
LEAST_PIXEL_SHARE = 0.13
LEAST_BOX_SHARE = 0.2
"""Less than this is seen of an object: it is no target, and its cells are not judged."""
JUDGED_FROM = 12
"""Pixels from which a hidden object's cells are left out of the loss."""
SHADE_STEP = 4
"""Shadows are painted this much coarser."""


@dataclass
class Slots:
    """The pools' pictures on the painting device."""

    things: Tensor
    held: Tensor
    overlays: Tensor
    backgrounds: Tensor
    photo_notes: Tensor
    """[n]: 1 where a background may show packages that carry no label."""


@dataclass
class Row:
    """A layer on the painting device; one row a picture, as in plan.Layer."""

    pictures: Tensor | slice
    slots: Tensor
    place: Tensor
    gain: Tensor
    slope: Tensor
    opacity: Tensor
    labels: Tensor
    full_boxes: Tensor
    area: Tensor
    shade: Tensor


@dataclass
class Scenes:
    """Painted pictures, [B, 3, H, W] in about 0..1, before the camera, and what is in them."""

    images: Tensor
    windows: Tensor
    """[B, 1, H, W]: 0 on grey borders."""
    targets: Targets
    unjudged: Tensor
    """[B, M], bool: boxes of `targets` whose cells are neither right nor wrong."""
    photos: Tensor
    """[B], bool: the background may show packages that carry no label."""


class Painter:
    """Turns plans into pictures of one size."""

    def __init__(self, slots: Slots, width: int, height: int) -> None:
        self.slots, self.width, self.height = slots, width, height
        self.device = slots.things.device
        self.kind = torch.float16 if self.device.type == "cuda" else torch.float32
        self.x = torch.arange(width, device=self.device)[None, None] + 0.5
        self.y = torch.arange(height, device=self.device)[None, :, None] + 0.5

    @torch.no_grad()
    def paint(self, plan: Plan) -> Scenes:
        count, unit = plan.count, (self.width / DRAWN_WIDTH) ** 2
        size = (count, 1, self.height, self.width)
        overlays, held, things, reflections = self._rows(plan)
        windows = self._windows(plan.frames)
        self.open = windows.clone()
        self.colour = torch.zeros(count, 3, *size[2:], dtype=self.kind, device=self.device)
        self.boxes: list[tuple[Row, Tensor, Tensor]] = []
        for row in overlays:
            self._layer(row, self.slots.overlays, None)
        for row in held:
            self._layer(row, self.slots.held, HELD_SIDE)
        shade_size = (count, 1, self.height // SHADE_STEP, self.width // SHADE_STEP)
        shade = torch.ones(shade_size, dtype=self.kind, device=self.device)
        for row in things:
            self._layer(row, self.slots.things, THING_SIDE)
            self._shadow(row, shade)
        for row in reflections:
            self._layer(row, self.slots.things, THING_SIDE, labelled=False)
        self.open *= F.interpolate(shade, size[2:], mode="bilinear", align_corners=False)
        chosen = self._tensor(plan.backgrounds).long()
        self.colour += self.open * self._background(chosen)
        targets, unjudged = self._targets(count, unit)
        photos = self.slots.photo_notes[chosen] > 0.5
        return Scenes(self.colour, windows, targets, unjudged, photos)

    def _rows(self, plan: Plan) -> list[list[Row]]:
        """All layers of a plan in one transfer."""
        groups = [[plan.overlays] if plan.overlays else [], plan.held, plan.things]
        groups.append(plan.reflections)
        tables = [_table(layer, plan.shade) for group in groups for layer in group]
        if not tables:
            return [[], [], [], []]
        whole = iter(self._tensor(np.concatenate(tables)).split([len(t) for t in tables]))
        return [[_row(layer, next(whole)) for layer in group] for group in groups]

    def _tensor(self, values: np.ndarray) -> Tensor:
        kind = np.float32 if values.dtype.kind == "f" else values.dtype
        tensor = torch.from_numpy(np.ascontiguousarray(values, kind))
        if self.device.type == "cuda":
            return tensor.pin_memory().to(self.device, non_blocking=True)
        return tensor

    def _windows(self, frames: np.ndarray) -> Tensor:
        left, top, right, bottom = self._tensor(frames)[:, :, None, None].unbind(1)
        x, y = self.x / self.width, self.y / self.height
        inside = (x > left) & (x < 1 - right) & (y > top) & (y < 1 - bottom)
        return inside[:, None].to(self.kind)

    def _background(self, chosen: Tensor) -> Tensor:
        """The backgrounds, mirrored, zoomed in by up to a third and differently bright."""
        pictures = self.slots.backgrounds[chosen].to(self.kind) / 255
        count = len(chosen)
        zoom = 1 - 0.28 * torch.rand(count, 1, device=self.device)
        flip = torch.randint(0, 2, (count, 1), device=self.device) * 2 - 1
        shift = (torch.rand(count, 2, device=self.device) * 2 - 1) * (1 - zoom)
        x = self.x[0] / self.width * 2 - 1
        y = self.y[0] / self.height * 2 - 1
        across = (x * zoom * flip + shift[:, :1])[:, None].expand(-1, self.height, -1)
        down = (y[None] * zoom[..., None] + shift[:, 1:, None]).expand(-1, -1, self.width)
        grid = torch.stack([across, down], 3).to(self.kind)
        image = F.grid_sample(
            pictures, grid, mode="bilinear", padding_mode="reflection", align_corners=False
        )
        return image * (0.6 + 0.5 * torch.rand(count, 1, 1, 1, device=self.device)).to(self.kind)

    def _inverse(self, place: Tensor) -> Tensor:
        """[n, 6]: slot x = a x + b y + c, slot y = d x + e y + f, from the slot's middle."""
        x, y, wide, high, turn = place.unbind(1)
        cos, sin = turn.cos(), turn.sin()
        a, b, d, e = cos / wide, sin / wide, -sin / high, cos / high
        return torch.stack([a, b, -(a * x + b * y), d, e, -(d * x + e * y)], 1)

    def _sampled(self, slots: Tensor, chosen: Tensor, place: Tensor, side: int | None) -> Tensor:
        """The slots where they stand, [n, channels, H, W] in 0..1, nothing around them."""
        to_slot = self._inverse(place)
        columns = (self.x, self.y)
        if side is None:
            grid = _affine(_divided(to_slot, OVERLAY_WIDTH / 2, OVERLAY_HEIGHT / 2), columns)
        else:
            grid = _atlas_grid(to_slot, place, side, columns)
        return F.grid_sample(
            slots[chosen].to(self.kind) / 255,
            grid.to(self.kind),
            mode="bilinear",
            padding_mode="zeros",
            align_corners=False,
        )

    def _layer(
        self, layer: Row, slots: Tensor, side: int | None, labelled: bool = True
    ) -> None:
        """Paint a layer behind all before; notes what is seen of labelled things."""
        sample = self._sampled(slots, layer.slots, layer.place, side)
        opacity = layer.opacity.to(self.kind)[:, None, None, None]
        gain = self._gain(layer)
        pictures = layer.pictures
        still_open = self.open[pictures]
        if labelled and side is not None:
            share = sample[:, 4 if sample.shape[1] > 4 else 3]
            self.boxes.append((layer, *_seen(still_open[:, 0] * share > SEEN_FROM)))
        light = sample[:, :3] * gain * (still_open * opacity)
        covered = still_open * (1 - sample[:, 3:4] * opacity)
        if isinstance(pictures, slice):
            self.colour[pictures] += light
            self.open[pictures] = covered
        else:
            self.colour.index_add_(0, pictures, light)
            self.open.index_copy_(0, pictures, covered)

    def _gain(self, layer: Row) -> Tensor:
        """Light on a layer, [n, 3, H, W]: a colour, and a slope across."""
        slope = layer.slope[:, :, None, None] / self.width * 3
        x = self.x - layer.place[:, 0, None, None]
        y = self.y - layer.place[:, 1, None, None]
        slanted = 1 + (slope[:, 0] * x + slope[:, 1] * y).clamp(-0.4, 0.4)
        return layer.gain[:, :, None, None].to(self.kind) * slanted[:, None].to(self.kind)

    def _shadow(self, layer: Row, shade: Tensor) -> None:
        """Darken the ground beneath a layer by its own outline, larger and shifted."""
        n, place = len(layer.slots), layer.place.clone()
        size = layer.full_boxes[:, 2:] - layer.full_boxes[:, :2]
        place[:, :2] += torch.randn(n, 2, device=self.device) * size * 0.09
        place[:, 1] += 0.03 * size[:, 1]
        place[:, 2:4] *= 1.12
        place[:, :4] /= SHADE_STEP
        small = THING_SIDE >> (LEVELS - 1)
        top = THING_SIDE - 2 * small
        outline = self.slots.things[layer.slots, 3:4, top : top + small, THING_SIDE:][..., :small]
        outline = F.avg_pool2d(outline.to(self.kind) / 255, 5, 1, 2)
        steps = (self.x[..., : shade.shape[3]], self.y[:, : shade.shape[2]])
        grid = _affine(self._inverse(place) / (THING_SIDE / 2), steps).to(self.kind)
        dark = F.grid_sample(outline, grid, mode="bilinear", align_corners=False)
        dark = dark * layer.shade.to(self.kind)[:, None, None, None]
        shade[layer.pictures] = shade[layer.pictures] * (1 - dark)

    def _targets(self, count: int, unit: float) -> tuple[Targets, Tensor]:
        """What is seen well enough, and what is seen but hardly."""
        most = max(1, len(self.boxes))
        boxes = torch.zeros(count, most, 4, device=self.device)
        labels = torch.zeros(count, most, dtype=torch.long, device=self.device)
        valid = torch.zeros(count, most, dtype=torch.bool, device=self.device)
        unjudged = torch.zeros_like(valid)
        for number, (layer, seen, pixels) in enumerate(self.boxes):
            pictures, own = layer.pictures, layer.labels
            box_share = _area(seen) / _area(layer.full_boxes).clamp(min=1)
            enough = (pixels >= LEAST_PIXELS * unit) & (box_share >= LEAST_BOX_SHARE)
            enough &= pixels >= LEAST_PIXEL_SHARE * layer.area
            boxes[pictures, number] = seen
            labels[pictures, number] = own.clamp(min=0)
            valid[pictures, number] = enough & (own >= 0)
            unjudged[pictures, number] = ~enough & (own >= 0) & (pixels >= JUDGED_FROM)
        return Targets(boxes, labels, valid), unjudged


def _table(layer: Layer, shade: np.ndarray) -> np.ndarray:
    """A layer's numbers side by side, float32 [n, 20]."""
    columns = (layer.pictures, layer.slots, layer.place, layer.gain, layer.slope, layer.opacity,
               layer.labels, layer.full_boxes, layer.area, shade[layer.pictures])
    return np.concatenate([c.reshape(len(layer.slots), -1) for c in columns], 1).astype(np.float32)


def _row(layer: Layer, table: Tensor) -> Row:
    """Takes a table apart again."""
    pictures, slots, place, gain, slope, opacity, labels, full, area, shade = table.split(
        [1, 1, 5, 3, 2, 1, 1, 4, 1, 1], 1
    )
    count = len(layer.pictures)
    together = count == layer.pictures[-1] + 1
    return Row(
        slice(0, count) if together else pictures[:, 0].long(),
        slots[:, 0].long(), place, gain, slope, opacity[:, 0], labels[:, 0].long(), full,
        area[:, 0], shade[:, 0],
    )


def _affine(matrix: Tensor, columns: tuple[Tensor, Tensor]) -> Tensor:
    """Grid [n, H, W, 2] of matrix [n, 6] applied to the pixels' x [1, 1, W] and y [1, H, 1]."""
    x, y = columns
    a, b, c, d, e, f = (value[:, None, None] for value in matrix.unbind(1))
    return torch.stack([a * x + (b * y + c), d * x + (e * y + f)], 3)


def _atlas_grid(
    to_slot: Tensor, place: Tensor, side: int, columns: tuple[Tensor, Tensor]
) -> Tensor:
    """The affine grid moved to the size in the atlas that fits how small a thing is shown."""
    shrunk = -torch.log2(place[:, 2:4].abs().amax(1).clamp(min=1e-3))
    level = (shrunk + 0.25).floor().clamp(0, LEVELS - 1)
    small = side * 0.5**level
    left = torch.where(level > 0, torch.full_like(small, side), torch.zeros_like(small))
    top = torch.where(level > 0, side - 2 * small, torch.zeros_like(small))
    factor = 0.5**level
    # In the grid's units the atlas is 2 wide and 2 high.
    scaled = to_slot * factor[:, None]
    scaled[:, 2] += left + small / 2
    scaled[:, 5] += top + small / 2
    grid = _affine(_divided(scaled, side * 0.75, side * 0.5), columns) - 1
    low = _divided(torch.stack([left, top], 1), side * 0.75, side * 0.5) - 1
    high = low + _divided(torch.stack([small, small], 1), side * 0.75, side * 0.5)
    off = ((grid < low[:, None, None]) | (grid > high[:, None, None])).any(3, keepdim=True)
    return grid.masked_fill(off, 3.0)


def _divided(values: Tensor, x: float, y: float) -> Tensor:
    """The first half of the columns divided by x, the second by y."""
    across, down = values.chunk(2, 1)
    return torch.cat([across / x, down / y], 1)


def _seen(mask: Tensor) -> tuple[Tensor, Tensor]:
    """Boxes [n, 4] around, and number [n] of, the True pixels of masks [n, H, W]."""
    columns, rows = mask.any(1).float(), mask.any(2).float()
    width, height = columns.shape[1], rows.shape[1]
    left, top = columns.argmax(1), rows.argmax(1)
    right, bottom = width - columns.flip(1).argmax(1), height - rows.flip(1).argmax(1)
    boxes = torch.stack([left, top, right, bottom], 1).float()
    pixels = mask.sum((1, 2))
    return boxes * (pixels > 0)[:, None], pixels


def _area(boxes: Tensor) -> Tensor:
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
