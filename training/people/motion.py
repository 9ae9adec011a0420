"""Who stands where in each frame of the clips with living people."""
from __future__ import annotations

import math
from dataclasses import replace
from typing import Callable

from .grid import ease
from .person import Pose

FPS = 5
Placed = tuple[str, Pose]


def sway(name: str, t: float, distance: float = 0.68, x: float = 0.0, z: float = 0.0,
         strength: float = 1.0) -> Pose:
    """Somebody who stands and looks: small slow movements, one blink every three seconds."""
    shift = int(name[1:]) * 1.7
    blink = round((t + shift * 0.31) * FPS) % 16
    aside = -math.degrees(math.atan2(x, distance))  # look at the camera, not straight ahead
    return Pose(yaw=aside + strength * 4.8 * math.sin(math.tau * t / 3.1 + shift),
                pitch=strength * 1.8 * math.sin(math.tau * t / 2.3 + 2 * shift),
                roll=strength * 1.4 * math.sin(math.tau * t / 4.3 + shift),
                x=x + 0.006 * math.sin(math.tau * t / 3.7 + shift),
                z=z + 0.003 * math.sin(math.tau * t / 2.9 + shift),
                distance=distance + 0.008 * math.sin(math.tau * t / 4.9 + shift),
                closed={7: 1.0, 8: 0.5}.get(blink, 0.0))


def _walk(pose: Pose, share: float, side: int) -> Pose:
    """`share` 0: outside the picture on `side`; 1: standing at `pose`."""
    away = 1 - float(ease(0, 1, share))
    return replace(pose,
                   x=pose.x + side * 0.62 * away,
                   distance=pose.distance + 0.30 * away,
                   z=pose.z + 0.012 * math.sin(share * 9) * away,
                   closed=0.0,
                   yaw=pose.yaw - side * 32 * away,
                   body_yaw=-side * 25 * away)


def visit(name: str, side: int, distance: float) -> Callable[[float], list[Placed]]:

    def at(t: float) -> list[Placed]:
        return [(name, _walk(sway(name, t, distance), (t + 0.2) / 0.8, side))]

    return at


def turn(name: str, side: int) -> Callable[[float], list[Placed]]:
    """`side` 1: towards the person's own left, which is the image's right."""

    def at(t: float) -> list[Placed]:
        share = float(ease(2.0, 3.2, t) * ease(5.0, 3.8, t))
        pose = sway(name, t, 0.66, strength=1 - 0.8 * share)
        return [(name,
                 replace(pose,
                         yaw=pose.yaw + side * 30 * share,
                         closed=0.0 if share > 0.2 else pose.closed))]

    return at


def bystander(t: float) -> list[Placed]:
    return [("p1", sway("p1", t, 0.68, -0.06)), ("p5", sway("p5", t + 1, 1.38, 0.40, 0.05))]


def pair(t: float) -> list[Placed]:
    return [("p1", sway("p1", t, 0.90, -0.185)), ("p2", sway("p2", t, 0.86, 0.175, 0.01))]


def swap(t: float) -> list[Placed]:
    if t < 5:
        return [("p1", _walk(sway("p1", t), 1 - max(0.0, t - 3.8), -1))]
    return [("p2", _walk(sway("p2", t, 0.64), (t - 4.8) / 0.8, 1))]


def shop(t: float) -> list[Placed]:
    # Looks about a little more than who just stands: passive liveness wants to see a head move.
    return [("p1", sway("p1", t, 1.06, -0.02, 0.14, strength=1.8))]
