"""Where everything in a batch of scenes stands: random numbers only, no pixels.

Lengths are in pixels of a picture 416 wide and grow with the width asked for. Things
nearer the viewer come first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .classes import PACKAGE, PRODUCT_COUNT
from .makers import BARE_HAND, TURNS
from .pool import POINTS, TALL, Pool
from .stock import Stock

DRAWN_WIDTH = 416
MOST_THINGS, MOST_HELD = 9, 2
COUNTS_ALONE = (0, 1, 2, 3, 3, 4, 4, 5, 6, 7, 9)
"""How many things stand about where nothing is held; each as likely."""
COUNTS_BESIDE = (0, 0, 1, 1, 2, 2, 3, 4, 5)
HELD_SHARES = (0.52, 0.37, 0.11)
"""Share of the scenes with none, one and two held packages."""
EMPTY_SHARE = 0.08
OVERLAY_SHARE = 0.25
FOREIGN_SHARE = 0.27
CAMERA_SHARE = 0.42
"""Share of pictures taken from the fixed slots (Cycles), where their class has any."""
PLACES_TRIED = 6
REFLECTION_SHARE = 0.2


@dataclass
class Layer:
    """One thing in each of some pictures. Arrays have one row a picture.

    `place` holds x, y of the slot's middle in the picture, how many picture pixels a
    slot pixel is wide and high (negative: upside down), and the turn in radians.
    """

    pictures: np.ndarray
    slots: np.ndarray
    place: np.ndarray
    gain: np.ndarray
    slope: np.ndarray
    opacity: np.ndarray
    labels: np.ndarray
    full_boxes: np.ndarray
    area: np.ndarray


@dataclass
class Plan:
    """A batch of scenes, nearest layers first."""

    count: int
    backgrounds: np.ndarray
    frames: np.ndarray
    overlays: Layer | None
    held: list[Layer]
    things: list[Layer]
    reflections: list[Layer]
    shade: np.ndarray


class Choice:
    """Finds a random filled slot of a class in a pool."""

    def __init__(self, pool: Pool, fixed_classes: np.ndarray) -> None:
        self.pool = pool
        self.fixed = [np.flatnonzero(fixed_classes == c) for c in range(PRODUCT_COUNT)]

    def slots(self, rng: np.random.Generator, labels: np.ndarray, ready: int) -> np.ndarray:
        """A slot for each label: a product, PACKAGE, or -1 for a bare hand."""
        rounds = max(1, ready // TURNS)
        foreign = rng.integers(PRODUCT_COUNT, BARE_HAND, labels.shape)
        turn = np.where(labels == PACKAGE, foreign, np.where(labels < 0, BARE_HAND, labels))
        chosen = self.pool.fixed + rng.integers(0, rounds, labels.shape) * TURNS + turn
        fixed = (rng.random(labels.shape) < CAMERA_SHARE) & (labels >= 0) & (labels < PACKAGE)
        for spot in np.argwhere(fixed):
            own = self.fixed[labels[tuple(spot)]]
            if len(own):
                chosen[tuple(spot)] = own[rng.integers(len(own))]
        return chosen


class Planner:
    """Makes plans from the pools of a stock."""

    def __init__(self, stock: Stock, seed: int) -> None:
        things, held = stock.fixed_classes()
        self.things, self.held = Choice(stock.things, things), Choice(stock.held, held)
        self.rng = np.random.default_rng(seed)

    def plan(self, count: int, width: int, height: int, ready: dict[str, int]) -> Plan:
        """`ready` says how many turning slots of each kind may be used."""
        rng, unit = self.rng, width / DRAWN_WIDTH
        empty = rng.random(count) < EMPTY_SHARE
        held_counts = np.where(empty, 0, rng.choice(len(HELD_SHARES), count, p=HELD_SHARES))
        alone = rng.choice(COUNTS_ALONE, count)
        thing_counts = np.where(held_counts > 0, rng.choice(COUNTS_BESIDE, count), alone)
        thing_counts = np.where(empty, 0, thing_counts)
        # Pictures with many things first, so that every layer of things is one slice.
        order = np.argsort(-thing_counts, kind="stable")
        held_counts, thing_counts = held_counts[order], thing_counts[order]
        taken = np.zeros((count, MOST_HELD + MOST_THINGS, 4), np.float32)
        held = self._held(held_counts, width, height, unit, ready["held"], taken)
        things, reflections = self._standing(
            thing_counts, held_counts, width, height, unit, ready["thing"], taken
        )
        return Plan(
            count,
            rng.integers(0, max(1, ready["background"]), count),
            self._frames(count),
            self._overlays(count, width, height, max(1, ready["overlay"])),
            held,
            things,
            reflections,
            rng.uniform(0.1, 0.65, count) * (rng.random(count) < 0.75),
        )

    def _labels(self, shape: tuple[int, ...], bare: float) -> np.ndarray:
        kind = self.rng.random(shape)
        product = self.rng.integers(0, PRODUCT_COUNT, shape)
        labels = np.where(kind < FOREIGN_SHARE, PACKAGE, product)
        return np.where(kind > 1 - bare, -1, labels)

    def _held(
        self,
        counts: np.ndarray,
        width: int,
        height: int,
        unit: float,
        ready: int,
        taken: np.ndarray,
    ) -> list[Layer]:
        rng, layers = self.rng, []
        for number in range(MOST_HELD):
            pictures = np.flatnonzero(counts > number)
            if not len(pictures):
                continue
            n = len(pictures)
            labels = self._labels((n,), 0.07)
            slots = self.held.slots(rng, labels, ready)
            notes = self.held.pool.notes[slots]
            length = np.exp(rng.uniform(np.log(70), np.log(330), n)) * unit
            turn = np.where(rng.random(n) < 0.08, rng.uniform(-3.1, 3.1, n), rng.normal(0, 0.15, n))
            turn = np.where(slots < self.held.pool.fixed, rng.normal(0, 0.06, n), turn)
            place, boxes = _posed(rng, notes, length, turn)
            size = boxes[:, 2:] - boxes[:, :2]
            spread = np.array([width, height], np.float32)
            inside = rng.uniform(0.12, 0.88, (n, 2)) * spread - size / 2
            beyond = rng.uniform(-0.55, 1.55, (n, 2)) * (spread + 0.1 * size) - size / 2
            beyond = np.clip(beyond, -0.55 * size, spread - 0.45 * size)
            low = np.where((rng.random(n) < 0.25)[:, None], beyond, inside)
            boxes = _move(place, boxes, low)
            taken[pictures, number] = boxes
            layers.append(self._layer(pictures, slots, place, labels, boxes, notes))
        return layers

    def _standing(
        self,
        counts: np.ndarray,
        held_counts: np.ndarray,
        width: int,
        height: int,
        unit: float,
        ready: int,
        taken: np.ndarray,
    ) -> tuple[list[Layer], list[Layer]]:
        rng, n = self.rng, len(counts)
        shape = (n, MOST_THINGS)
        used = np.arange(MOST_THINGS)[None] < counts[:, None]
        labels = self._labels(shape, 0.0)
        slots = self.things.slots(rng, labels, ready)
        notes = self.things.pool.notes[slots]
        horizon = rng.uniform(-0.4, 0.45, (n, 1)) * height
        base = horizon + (0.12 + 0.88 * rng.random(shape) ** 0.8) * (1.12 * height - horizon)
        depth = np.clip((base - horizon) / (0.75 * height - horizon), 0.3, 1.9)
        depth = depth ** rng.uniform(0, 1, (n, 1))
        largest = np.where(held_counts > 0, 150, 230)[:, None]
        usual = np.exp(rng.uniform(np.log(46), np.log(largest), (n, 1)))
        length = usual * depth * notes[..., TALL] * np.exp(rng.normal(0, 0.15, shape))
        free = rng.random((n, 1)) < 0.25
        length = np.where(free, np.exp(rng.uniform(np.log(34), np.log(250), shape)), length)
        length = np.clip(length, 26, 330) * unit
        roll = rng.normal(0, 0.05, (n, 1)) + rng.normal(0, 0.09, shape)
        turn = np.where(rng.random(shape) < 0.13, rng.uniform(-3.1, 3.1, shape), roll)
        order = np.argsort(-np.where(used, base, -1e9), 1)
        tries = np.where(rng.random(n) < 0.25, 1, PLACES_TRIED)
        layers: list[Layer] = []
        reflections: list[Layer] = []
        mirror = (rng.random(n) < REFLECTION_SHARE) & (counts <= 4)
        strength = rng.uniform(0.06, 0.35, n)
        for number in range(int(counts.max(initial=0))):
            pictures = np.arange(int((counts > number).sum()))
            pick = order[pictures, number]
            at = (pictures, pick)
            place, boxes = _posed(rng, notes[at], length[at], turn[at])
            boxes = self._settle(
                place, boxes, base[at], width, taken[pictures], tries[pictures], free[pictures, 0]
            )
            taken[pictures, MOST_HELD + number] = boxes
            layer = self._layer(pictures, slots[at], place, labels[at], boxes, notes[at])
            layers.append(layer)
            seen = np.flatnonzero(mirror[pictures])
            if len(seen):
                reflections.append(_mirrored(layer, seen, boxes, strength))
        return layers, reflections

    def _settle(
        self,
        place: np.ndarray,
        boxes: np.ndarray,
        base: np.ndarray,
        width: int,
        taken: np.ndarray,
        tries: np.ndarray,
        free: np.ndarray,
    ) -> np.ndarray:
        """Move things where they hide, and are hidden, least among a few places."""
        rng, n = self.rng, len(base)
        size = boxes[:, 2:] - boxes[:, :2]
        best, best_cost = np.zeros((n, 2), np.float32), np.full(n, np.inf)
        for attempt in range(PLACES_TRIED):
            x = rng.uniform(-0.25 * size[:, 0], width - 0.75 * size[:, 0])
            y = base - size[:, 1]
            y = np.where(free, rng.uniform(-0.25, 0.85, n) * base, y)
            low = np.stack([x, y], 1)
            here = np.concatenate([low, low + size], 1)
            across = np.minimum(here[:, None, 2:], taken[..., 2:]) - np.maximum(
                here[:, None, :2], taken[..., :2]
            )
            cost = across.clip(0).prod(2).sum(1) + rng.random(n)
            better = (cost < best_cost) & (attempt < tries)
            best = np.where(better[:, None], low, best)
            best_cost = np.where(better, cost, best_cost)
        return _move(place, boxes, best)

    def _layer(
        self,
        pictures: np.ndarray,
        slots: np.ndarray,
        place: np.ndarray,
        labels: np.ndarray,
        boxes: np.ndarray,
        notes: np.ndarray,
    ) -> Layer:
        rng, n = self.rng, len(pictures)
        gain = np.exp(rng.normal(0, 0.18, (n, 1))) * (1 + rng.normal(0, 0.04, (n, 3)))
        slope = rng.uniform(-0.35, 0.35, (n, 2)) * (rng.random((n, 1)) < 0.4)
        area = notes[:, 1] * np.abs(place[:, 2] * place[:, 3])
        return Layer(
            pictures, slots, place, gain, slope, np.ones(n), labels, boxes, area
        )

    def _overlays(self, count: int, width: int, height: int, ready: int) -> Layer | None:
        rng = self.rng
        pictures = np.flatnonzero(rng.random(count) < OVERLAY_SHARE)
        n = len(pictures)
        if not n:
            return None
        scale = np.exp(rng.uniform(-0.1, 0.5, n)) * width / 384
        flip = rng.choice([-1, 1], n)
        place = np.stack(
            [
                rng.uniform(0.3, 0.7, n) * width,
                rng.uniform(0.35, 0.75, n) * height,
                scale * flip,
                scale,
                rng.normal(0, 0.2, n),
            ],
            1,
        )
        nothing = np.zeros((n, 4))
        return Layer(
            pictures,
            rng.integers(0, ready, n),
            place,
            np.ones((n, 3)) * np.exp(rng.normal(0, 0.15, (n, 1))),
            np.zeros((n, 2)),
            np.ones(n),
            np.full(n, -1),
            nothing,
            np.zeros(n),
        )

    def _frames(self, count: int) -> np.ndarray:
        """Share of the picture left of, above, right of and below it that is grey border."""
        rng = self.rng
        frames = np.zeros((count, 4))
        kind = rng.random(count)
        bar = np.where(kind < 0.2, 0.125, rng.uniform(0, 0.13, count)) * (kind < 0.27)
        frames[:, 1] = frames[:, 3] = bar
        side = np.where(kind > 0.85, 0.0125, rng.uniform(0, 0.15, count)) * (kind > 0.8)
        frames[:, 0] = frames[:, 2] = side
        return frames


def _posed(
    rng: np.random.Generator, notes: np.ndarray, length: np.ndarray, turn: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Places [n, 5] about the origin, and the boxes [n, 4] of the things so scaled and turned."""
    points = notes[:, POINTS:].reshape(len(notes), -1, 2)
    extent = (points.max(1) - points.min(1) + 1).max(1)
    scale = (length / np.maximum(extent, 8))[:, None] * rng.uniform(0.93, 1.07, (len(notes), 2))
    moved = points * scale[:, None]
    cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
    x = moved[..., 0] * cos - moved[..., 1] * sin
    y = moved[..., 0] * sin + moved[..., 1] * cos
    half = 0.5 * scale.mean(1)
    boxes = np.stack([x.min(1) - half, y.min(1) - half, x.max(1) + half, y.max(1) + half], 1)
    place = np.concatenate([np.zeros((len(notes), 2)), scale, turn[:, None]], 1)
    return place, boxes


def _move(place: np.ndarray, boxes: np.ndarray, low: np.ndarray) -> np.ndarray:
    """Put the boxes' upper left corners at `low`; changes the places, returns the boxes."""
    shift = low - boxes[:, :2]
    place[:, :2] += shift
    return boxes + np.tile(shift, 2)


def _mirrored(layer: Layer, seen: np.ndarray, boxes: np.ndarray, strength: np.ndarray) -> Layer:
    """The layer upside down below itself, as a glossy counter shows it."""
    place = layer.place[seen].copy()
    base = boxes[seen, 3] - 0.03 * (boxes[seen, 3] - boxes[seen, 1])
    place[:, 1] = 2 * base - place[:, 1]
    place[:, 3] *= -1
    place[:, 4] *= -1
    pictures = layer.pictures[seen]
    nothing = np.full(len(seen), -1)
    return Layer(
        pictures,
        layer.slots[seen],
        place,
        layer.gain[seen],
        layer.slope[seen],
        strength[pictures],
        nothing,
        boxes[seen],
        layer.area[seen],
    )
