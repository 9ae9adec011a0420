"""Scripted customers of tray mode: what lies there in the end is bought."""
from __future__ import annotations

import random
from typing import Callable

import numpy as np

from catalogue import PRODUCTS, Package
from render.poses import rotation

from .actors import Actor, Key
from .layers import half_height
from .scan_scripts import Casting, Script, _count

OUTSIDE_X, OUTSIDE_Y, LIFT = 0.52, -0.2, 0.16
LIES_OFTEN = ("bag", "box", "rice_ball")
PLACES = [(x, y) for y in (0.075, -0.09) for x in (-0.17, 0.0, 0.17)]


def stance_of(rng: random.Random, package: Package) -> np.ndarray:
    """Standing, or lying with the label up."""
    lies = 0.65 if package.shape in LIES_OFTEN else 0.25 if package.shape in ("can", "slim_can") else 0.0
    if rng.random() >= lies:
        return np.eye(3)
    return rotation("x", -np.pi / 2)


class Tray:
    """Puts packages onto places and takes them away; remembers what lies there."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.free = list(PLACES)
        rng.shuffle(self.free)
        self.hands_from = rng.choice((-1, 1))

    def place(self) -> tuple[float, float]:
        x, y = self.free.pop()
        return x + self.rng.uniform(-0.02, 0.02), y + self.rng.uniform(-0.012, 0.012)

    def actor(self, package: Package, spot: tuple[float, float], end: float, put: float | None = None,
              take: float | None = None, push: tuple[float, float, float] | None = None,
              spread: float = 30) -> Actor:
        """Lies from the beginning, or is put down at `put`; to the end, or until `take`; pushed by (time, dx, dy).

        `spread`: how far it may be turned, degrees.
        """
        rng, side = self.rng, self.hands_from
        stance, yaw = stance_of(rng, package), rng.uniform(-spread, spread)
        z = half_height(package, rotation("z", np.radians(yaw)) @ stance)
        rest = (spot[0], spot[1], z)
        lifted = (spot[0] + side * 0.03, spot[1] - 0.02, z + LIFT)
        outside = (side * OUTSIDE_X, OUTSIDE_Y, z + LIFT)
        keys = [Key(0.0, rest, yaw)] if put is None else [
            Key(put - 1.0, outside, yaw + side * 20, side * 10), Key(put - 0.4, lifted, yaw), Key(put, rest, yaw)]
        if push:
            time, dx, dy = push
            keys += [Key(time, rest, yaw), Key(time + 0.8, (rest[0] + dx, rest[1] + dy, z), yaw + rng.uniform(-15, 15))]
            rest = keys[-1].place
            yaw = keys[-1].yaw
        if take is None:
            keys.append(Key(end, rest, yaw))
        else:
            lifted = (rest[0] + side * 0.03, rest[1] - 0.02, z + LIFT)
            keys += [Key(take, rest, yaw), Key(take + 0.4, lifted, yaw), Key(take + 1.0, outside, yaw + side * 20, 8)]
        arm = (side * 0.72, -0.62, 0.3)
        return Actor(package, package.slug, tuple(keys), side, arm, release=-1.0 if put is None else put + 0.1,
                     regrasp=1e9 if take is None else take, stance=stance, hands=put is not None or take is not None)


def bare_arm(rng: random.Random, start: float, stay: float, x: float, y: float, side: int) -> Actor:
    keys = (Key(start, (side * 0.5, y - 0.3, 0.2)), Key(start + 0.45, (x, y, 0.17)),
            Key(start + 0.45 + stay, (x + rng.uniform(-0.05, 0.05), y + 0.01, 0.18)),
            Key(start + 0.9 + stay, (side * 0.5, y - 0.3, 0.2)))
    return Actor(None, f"arm{start}", keys, side, (side * 0.72, -0.62, 0.3))


def _lay(tray: Tray, items: list[Package], start: float, gap: tuple[float, float], end: float) -> list[Actor]:
    actors, time = [], start
    for item in items:
        actors.append(tray.actor(item, tray.place(), end, put=time))
        time += tray.rng.uniform(*gap)
    return actors


def at_once(rng: random.Random, cast: Casting) -> Script:
    """All of it lies there from the beginning."""
    tray, items = Tray(rng), [rng.choice(PRODUCTS) for _ in range(rng.randint(2, 6))]
    return [tray.actor(item, tray.place(), 4.0) for item in items], _count(items), 4.0


def one_by_one(rng: random.Random, cast: Casting) -> Script:
    tray, items = Tray(rng), [rng.choice(PRODUCTS) for _ in range(rng.randint(2, 6))]
    end = 2.0 + 1.7 * len(items) + 2.6
    return _lay(tray, items, 2.0, (1.2, 1.7), end), _count(items), end


def taken_away(rng: random.Random, cast: Casting) -> Script:
    """Some are put down, one or two are taken away again."""
    tray, items = Tray(rng), [rng.choice(PRODUCTS) for _ in range(rng.randint(3, 5))]
    gone = rng.randint(1, 2)
    end = 3.5 + 2.0 * gone + 3.4
    actors = [tray.actor(item, tray.place(), end, take=3.5 + 2.0 * index if index < gone else None)
              for index, item in enumerate(items)]
    return actors, _count(items[gone:]), end


def touching(rng: random.Random, cast: Casting) -> Script:
    """Equal ones side by side without a gap."""
    tray = Tray(rng)
    package = rng.choice([item for item in PRODUCTS if item.shape in ("bottle", "can", "slim_can", "carton", "cup")])
    width = {"bottle": 0.066, "can": 0.066, "slim_can": 0.054, "carton": 0.088, "cup": 0.098}[package.shape]
    count = rng.randint(2, 4)
    row = [(width * 1.03 * (k - (count - 1) / 2), rng.choice((-0.06, 0.04))) for k in range(count)]
    row = [(x, row[0][1]) for x, _ in row]
    put = rng.random() < 0.5
    end = 3.0 + (1.5 * count if put else 0) + 2.4
    actors = [tray.actor(package, spot, end, put=2.0 + 1.5 * k if put else None, spread=4)
              for k, spot in enumerate(row)]
    return actors, {package.slug: count}, end


def hand_over(rng: random.Random, cast: Casting) -> Script:
    """An arm rests over what lies there."""
    tray, items = Tray(rng), [rng.choice(PRODUCTS) for _ in range(rng.randint(3, 5))]
    stay = rng.uniform(0.6, 1.8)
    end = 2.5 + stay + 3.2
    actors = [tray.actor(item, tray.place(), end) for item in items]
    x, y = rng.uniform(-0.15, 0.15), rng.uniform(-0.02, 0.1)
    return [*actors, bare_arm(rng, 2.5, stay, x, y, tray.hands_from)], _count(items), end


def swapped(rng: random.Random, cast: Casting) -> Script:
    """One is taken away and another put where it lay."""
    tray, items = Tray(rng), [rng.choice(PRODUCTS) for _ in range(rng.randint(2, 4))]
    spots = [tray.place() for _ in items]
    other = rng.choice([item for item in PRODUCTS if item is not items[0]])
    actors = [tray.actor(items[0], spots[0], 12.0, take=2.6)]
    actors += [tray.actor(item, spot, 9.6) for item, spot in zip(items[1:], spots[1:])]
    actors.append(tray.actor(other, spots[0], 9.6, put=2.6 + rng.uniform(2.2, 2.8)))
    return actors, _count([*items[1:], other]), 9.6


def pushed(rng: random.Random, cast: Casting) -> Script:
    """Moved about on the tray by hand, and one more put down."""
    tray, items = Tray(rng), [rng.choice(PRODUCTS) for _ in range(2)]
    tray.free = [(0.0, 0.075), (0.17, -0.09), (-0.12, -0.09)]
    end = 8.4
    moved = tray.actor(items[0], tray.free[2], end, push=(2.4, rng.uniform(0.06, 0.1), rng.uniform(0.02, 0.06)))
    actors = [moved, tray.actor(items[1], tray.free[1], end)]
    last = rng.choice(PRODUCTS)
    actors.append(tray.actor(last, tray.free[0], end, put=5.4))
    return actors, _count([*items, last]), end


def bait(rng: random.Random, cast: Casting) -> Script:
    """What is not sold here lies between what is."""
    tray = Tray(rng)
    sold = [rng.choice(PRODUCTS) for _ in range(rng.randint(1, 3))]
    items = [*sold, *(cast.stranger() for _ in range(rng.randint(1, 3)))]
    return [tray.actor(item, tray.place(), 5.0) for item in items], _count(sold), 5.0


KINDS: dict[str, Callable[[random.Random, Casting], Script]] = {
    "at-once": at_once, "one-by-one": one_by_one, "taken-away": taken_away, "touching": touching,
    "hand-over": hand_over, "swapped": swapped, "pushed": pushed, "bait": bait}
