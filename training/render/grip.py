"""Where the fingers go: a left or right hand closed round a package.

Plain geometry without Blender. Coordinates are the package's own (metres,
front along -y). The arm comes from `arm_side` (-1: viewer's left, +1: right);
the four fingers reach round the far side or behind, the thumb stays near.
"""
from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from catalogue import Package

FINGER_RADIUS = 0.0085
FINGER_GAP = 0.0185  # from finger middle to finger middle
FINGER_LENGTHS = (0.078, 0.086, 0.082, 0.066)  # index to little
PALM_LENGTH = 0.080
PALM_RADIUS = 0.0125
ARM_LENGTH = 0.55
SLEEVE_START = 0.075  # behind the wrist


@dataclass(frozen=True)
class Grip:
    """The part of a package lying in the hand: a superellipse in plan.

    `pinch` turns the hand by a quarter, so that it holds an edge with the
    fingers behind and the thumb in front.
    """

    half_width: float
    half_depth: float
    height: float
    exponent: float = 2.0
    pinch: bool = False
    edge: float = 0.0  # distance of the held edge from the middle, pinch only
    wrap: float = 25.0  # degrees that the finger tips reach past the side
    thumb: float = 0.075  # how far the thumb reaches over a pinched edge


GRIPS = {
    "bottle": Grip(0.033, 0.033, 0.045),
    "can": Grip(0.033, 0.033, 0.045),
    "slim_can": Grip(0.0265, 0.0265, 0.045),
    "cup": Grip(0.042, 0.042, 0.05, wrap=15),
    "carton": Grip(0.0425, 0.0425, 0.075, exponent=7, wrap=12),
    "bag": Grip(0.016, 0.045, 0.075, exponent=3, pinch=True, edge=0.080),
    "box": Grip(0.024, 0.045, 0.075, exponent=8, pinch=True, edge=0.0675),
    "rice_ball": Grip(0.018, 0.032, 0.020, exponent=4, pinch=True, edge=0.046, thumb=0.052),
}


@dataclass(frozen=True)
class Chain:
    """Balls along a limb: `points` (n, 3) and one radius for each."""

    points: np.ndarray
    radii: np.ndarray


@dataclass(frozen=True)
class HandShape:
    skin: list[Chain]
    sleeve: Chain
    nails: list[tuple[np.ndarray, np.ndarray, np.ndarray]]  # middle, outward, along


class _Outline:
    """Arc length along the package's outline, 0 at the back, growing to the fingers' side."""

    def __init__(self, grip: Grip, offset: float):
        turn = np.linspace(-math.pi, math.pi, 1441)
        power = 2 / grip.exponent
        sin, cos = np.sin(turn), np.cos(turn)
        self.x = (grip.half_width + offset) * np.sign(sin) * np.abs(sin) ** power
        self.y = (grip.half_depth + offset) * np.sign(cos) * np.abs(cos) ** power
        step = np.hypot(np.diff(self.x), np.diff(self.y))
        self.arc = np.concatenate([[0], np.cumsum(step)])
        self.arc -= self.arc[720]
        self.turn = turn

    def at(self, arc: np.ndarray) -> np.ndarray:
        return np.stack([np.interp(arc, self.arc, self.x), np.interp(arc, self.arc, self.y)], -1)

    def arc_of(self, degrees: float) -> float:
        """Arc length of a direction, degrees from the back towards the fingers."""
        return float(np.interp(math.radians(degrees), self.turn, self.arc))


def _smooth_line(points: list[np.ndarray], count: int = 22) -> np.ndarray:
    """A Catmull-Rom-like curve through the points."""
    anchors = np.array(points)
    where = np.linspace(0, len(anchors) - 1, len(anchors))
    fine = np.linspace(0, len(anchors) - 1, count)
    line = np.stack([np.interp(fine, where, anchors[:, k]) for k in range(3)], -1)
    for _ in range(2):
        line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return line


def _finger(outline: _Outline, tip: float, length: float, height: float,
            slope: float) -> np.ndarray:
    arc = np.linspace(tip - length, tip, 24)
    plan = outline.at(arc)
    rise = height + slope * (arc - arc[0]) / length
    # Knuckles stand off the package a little, tips press against it.
    lift = 0.004 * np.sin(np.linspace(0, 2 * math.pi, 24)) ** 2
    middle = plan / np.maximum(1e-6, np.linalg.norm(plan, axis=1, keepdims=True))
    plan = plan + middle * lift[:, None]
    return np.column_stack([plan, rise])


def close_hand(grip: Grip, arm_side: int, arm_direction: np.ndarray) -> HandShape:
    """The balls of a hand holding the package; `arm_direction` leads to the elbow."""
    outline = _Outline(grip, FINGER_RADIUS)
    tip = outline.arc_of(90 + grip.wrap)
    if grip.pinch:
        tip = max(FINGER_LENGTHS) + 0.012
    skin: list[Chain] = []
    nails = []
    knuckles = []
    for k, length in enumerate(FINGER_LENGTHS):
        height = grip.height + (1.5 - k) * FINGER_GAP
        own_tip = tip - (max(FINGER_LENGTHS) - length) * 0.7
        line = _finger(outline, own_tip, length, height, 0.004 * (1.5 - k))
        radii = np.interp(np.linspace(0, 1, 24), [0, 0.45, 0.5, 0.8, 1],
                          [0.0102, 0.0088, 0.0092, 0.0082, 0.0068])
        skin.append(Chain(line, radii * (0.88 if k == 3 else 1)))
        knuckles.append(line[0])
        nails.append(_nail(line, 0.0066 if k == 3 else 0.0074))
    middle = np.mean(knuckles, axis=0)
    along = np.array([-1.0, 0.35, -0.12])
    wrist = middle + along / np.linalg.norm(along) * PALM_LENGTH
    for k, knuckle in enumerate(knuckles):
        end = wrist + np.array([0, 0, (1.5 - k) * 0.010])
        middle_bone = (knuckle + end) / 2 + np.array([0, 0.006, 0])
        skin.append(Chain(_smooth_line([knuckle, middle_bone, end]),
                          np.linspace(0.0108, 0.0155, 22)))
    skin.append(_thumb(grip, outline, wrist, nails))
    turned = _local_to_package(grip, arm_side)
    direction = np.asarray(arm_direction, float) / np.linalg.norm(arm_direction)
    wrist_world = turned(wrist[None])[0]
    reach = np.linspace(0, 1, 60)[:, None]
    arm = wrist_world + direction * ARM_LENGTH * reach
    bare = arm[:14]
    skin_world = [Chain(turned(chain.points), chain.radii) for chain in skin]
    skin_world.append(Chain(bare, np.linspace(0.0245, 0.029, 14)))
    begin = wrist_world + direction * SLEEVE_START
    sleeve = Chain(begin + direction * (ARM_LENGTH - SLEEVE_START) * reach,
                   np.linspace(0.039, 0.056, 60))
    nails_world = [(turned(middle[None])[0], turned(outward[None], False)[0],
                    turned(forward[None], False)[0]) for middle, outward, forward in nails]
    return HandShape(skin_world, sleeve, nails_world)


def _nail(line: np.ndarray, radius: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    forward = line[-1] - line[-3]
    forward = forward / np.linalg.norm(forward)
    outward = np.array([forward[1], -forward[0], 0])  # turned off the package
    if np.dot(outward[:2], line[-1][:2]) < 0:
        outward = -outward
    return line[-2] + outward * radius, outward, forward


def _thumb(grip: Grip, outline: _Outline, wrist: np.ndarray, nails: list) -> Chain:
    root = wrist + np.array([0.026, 0.0, 0.020])
    if grip.pinch:
        tip = -min(grip.thumb, outline.arc_of(90) + 0.040)
    else:
        tip = max(outline.arc_of(-(90 + grip.wrap)), -0.115)
    arc = np.linspace(tip + 0.042, tip, 16)
    plan = outline.at(arc) * 1.03
    reach = np.column_stack([plan, np.linspace(grip.height + 0.030, grip.height + 0.036, 16)])
    between = (root + reach[0]) / 2 + np.array([-0.006, 0.008, 0.006])
    line = np.concatenate([_smooth_line([root, between, reach[0]], 18)[:-1], reach])
    radii = np.interp(np.linspace(0, 1, len(line)), [0, 0.4, 0.7, 1],
                      [0.0175, 0.0135, 0.0108, 0.0078])
    nails.append(_nail(line, 0.0085))
    return Chain(line, radii)


def _local_to_package(grip: Grip, arm_side: int):
    """Maps hand coordinates (arm from -x, palm behind) to the package's."""

    def convert(points: np.ndarray, position: bool = True) -> np.ndarray:
        result = np.array(points, float)
        if grip.pinch:  # quarter turn: palm to the near edge, fingers behind
            result = np.column_stack([-result[:, 1], result[:, 0], result[:, 2]])
            if position:
                result[:, 0] += grip.half_depth - grip.edge
        if arm_side > 0:
            result[:, 0] *= -1
        return result

    return convert


def grip_of(package: Package) -> Grip:
    return GRIPS[package.shape]
