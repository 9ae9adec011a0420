"""Who moves what, when: plain data and its interpolation."""
from __future__ import annotations

import bisect
import math
from dataclasses import dataclass

import numpy as np

from catalogue import Package
from render.poses import rotation


@dataclass(frozen=True)
class Key:
    """Where the middle of a package is at a moment, metres; angles in degrees."""

    time: float
    place: tuple[float, float, float]
    yaw: float = 0.0
    tilt: float = 0.0


@dataclass(frozen=True)
class Actor:
    """A package (None: a bare arm) from its first to its last key.

    A hand holds it except between `release` and `regrasp`; with `hands` False none ever does. `stance` turns the package before
    anything else: standing (identity) or lying. `arm` is the direction from the hand to the elbow, in the world.
    """

    package: Package | None
    texture: str
    keys: tuple[Key, ...]
    side: int = 1
    arm: tuple[float, float, float] = (0.88, 0.42, -0.14)
    release: float = 1e9
    regrasp: float = 1e9
    hands: bool = True
    stance: np.ndarray | None = None
    hand_speed: float = 1.0

    def at(self, time: float) -> tuple[np.ndarray, np.ndarray] | None:
        """Turn and place, or None while it is out of sight."""
        keys = self.keys
        if not keys[0].time <= time <= keys[-1].time:
            return None
        after = min(bisect.bisect_right([key.time for key in keys], time), len(keys) - 1)
        first, second = keys[after - 1], keys[after]
        share = (time - first.time) / max(1e-6, second.time - first.time)
        share = share * share * (3 - 2 * share)
        place = np.array(first.place) + share * (np.array(second.place) - np.array(first.place))
        yaw = first.yaw + share * (second.yaw - first.yaw)
        tilt = first.tilt + share * (second.tilt - first.tilt)
        turn = rotation("z", math.radians(yaw)) @ rotation("y", math.radians(tilt))
        if self.stance is not None:
            turn = turn @ self.stance
        if self.is_held(time):
            phase = sum(map(ord, self.texture)) * 1.7
            place = place + 0.0025 * np.array([math.sin(3.1 * time + phase), 0, math.sin(4.3 * time + 2 * phase)])
            turn = rotation("y", 0.03 * math.sin(2.3 * time + phase)) @ turn
        return turn, place

    def is_held(self, time: float) -> bool:
        return self.hands and not self.release - 0.05 <= time <= self.regrasp + 0.05

    def hand_offset(self, time: float) -> np.ndarray | None:
        """From its grip, metres; None while no hand is there."""
        if not self.hands:
            return None
        if time <= self.release or time >= self.regrasp:
            return np.zeros(3)
        away = 0.6 / self.hand_speed
        gone = min(time - self.release, self.regrasp - time) / away
        if gone >= 1:
            return None
        return np.array(self.arm) * 0.6 * gone ** 1.3 + np.array([0, 0, 0.16 * gone ** 0.7])
