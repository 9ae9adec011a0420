"""Hair as a stack of see-through shells over the scalp; a beard the same way."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .grid import Grid, bump, curve, ease, make_grid, noise
from .head import CHIN, CROWN, HAIR, angles, head_points, round_section
from .looks import Colour, Looks
from .skin import beard_area

ROWS, COLUMNS, SHELLS = 150, 181, 7
LINE_ANGLES = (0, 25, 45, 62, 78, 98, 180)


@dataclass
class Fur:
    """Shells from the root outwards; `cover` > strand noise means hair there."""

    shells: list[Grid]
    cover: np.ndarray
    strands: np.ndarray  # noise picture looked up by the texture point, 0...1
    colour: Colour
    tangent: np.ndarray


def _strand_picture(seed: int, coarse: float, curly: bool) -> np.ndarray:
    rng = np.random.RandomState(seed)
    lines = noise(rng, 512, 1024, (110 if curly else 90) / coarse, 2, 2.0 if curly else 22.0)
    locks = noise(rng, 512, 1024, 22, 2, 2.0 if curly else 12.0)
    both = 0.75 * lines + 0.5 * locks
    return np.clip(0.5 + both * 0.30, 0, 1).astype(np.float32)


def _scalp(looks: Looks, z: np.ndarray, turn: np.ndarray, long: bool) -> np.ndarray:
    """The head's surface above the ears; hanging straight down below when long."""
    if not long:
        return round_section(looks, z, turn)
    level = -0.022
    points = round_section(looks, np.maximum(z, level), turn)
    below = np.clip(level - z, 0, None)
    inward = 1 - 0.9 * np.clip(below, 0, 0.2) ** 1.2
    points[..., :2] *= inward[..., None]
    points[..., 1] += below * 0.12 * ease(-0.3, 0.6, np.cos(turn)) + 0.002
    points[..., 2] = z
    return points


def scalp_hair(looks: Looks) -> Fur:
    hair = looks.hair
    assert hair
    top, bottom = CROWN * looks.crown, (min(hair.line) - 0.03 if hair.long else -0.09)
    s = np.linspace(0, 1, ROWS)
    levels = top + (bottom - top) * (0.45 * s ** 2 + 0.55 * s ** 1.2)
    z, turn = np.meshgrid(levels, angles(COLUMNS), indexing="ij")
    base = _scalp(looks, z, turn, hair.long)
    rng = np.random.RandomState(looks.seed + 90)
    degrees = np.degrees(np.abs(turn))
    line = curve(tuple(zip(LINE_ANGLES, hair.line)), degrees, 0.02)
    if hair.part:  # the hairline rises on the parting's side
        towards = ease(-0.4, 0.4, np.sin(turn) * np.sign(hair.part))
        line = line + 0.012 * ease(70, 20, degrees) * towards * min(1, abs(hair.part) * 2)
    rough = noise(rng, ROWS, COLUMNS, 26, 3, 0.7) * (0.0018 if not hair.long else 0.0012)
    cover = ease(-0.009, 0.013, z - line + rough)
    thick = hair.side + (hair.top - hair.side) * ease(0.03, 0.095, z)
    if not hair.long:
        thick = thick * (0.35 + 0.65 * ease(0.0, 0.035, z - line))
    if hair.part:
        thick = thick * _parting(hair.part, base)
    thick = thick * (1 + 0.10 * noise(rng, ROWS, COLUMNS, 10, 2, 3.0))
    return _stack(looks, base, thick, cover, hair.colour, hair.long, hair.part, hair.coarse,
                  curly=hair.top < 0.006)


def _parting(part: float, base: np.ndarray) -> np.ndarray:
    """Thickness factor: a groove, and more hair on the side it is combed to."""
    x, y, z = base[..., 0], base[..., 1], base[..., 2]
    groove = np.exp(-((x - part * 0.045) / 0.004) ** 2)
    groove = groove * ease(0.05, 0.09, z) * ease(0.03, 0.0, y)
    swell = ease(0.02, -0.06, x * np.sign(part)) * ease(0.04, 0.09, z) * min(1, abs(part) * 3)
    return (1 - 0.75 * groove) * (1 + 0.45 * swell)


def _stack(looks: Looks, base: np.ndarray, thick: np.ndarray, cover: np.ndarray, colour: Colour,
           long: bool, part: float, coarse: float, curly: bool) -> Fur:
    root = make_grid(base, HAIR)
    u = np.linspace(0, 3, base.shape[1])[None] + 0 * base[..., 0]
    along = (base[..., 2] - base[0, 0, 2])
    if part and not long:  # combed over
        u = u + ease(0.02, 0.09, base[..., 2]) * (base[..., 0] * 4 - base[..., 1] * 7)
    uv = np.stack([u, along * -4.0], -1)
    moves = 1 - 0.55 * ease(-0.08, -0.22, base[..., 2]) if long else np.ones_like(u)
    shells = []
    for k in range(SHELLS):
        share = (k + 1) / SHELLS
        points = base + root.normals * (0.0012 + thick * share)[..., None]
        if not long:
            points[..., 2] -= thick * share * 0.18
        shells.append(make_grid(points, HAIR, uv, moves))
    down = np.gradient(base, axis=0)
    down /= np.maximum(1e-9, np.linalg.norm(down, axis=2, keepdims=True))
    return Fur(shells, cover, _strand_picture(looks.seed, coarse, curly), colour, down)


def beard_hair(looks: Looks) -> Fur:
    assert looks.beard
    base = head_points(looks, ROWS * 2, COLUMNS)[ROWS - 20:]
    area = beard_area(looks, base[..., 0], base[..., 2])
    area = area * ease(0.04, 0.015, base[..., 1])
    lip = bump(base[..., 0], base[..., 2], 0, looks.mouth + 0.012, 0.03, 0.006)
    thick = looks.beard.thick * (1 - 0.6 * lip) * (0.1 + 0.9 * area ** 2)
    thick = thick * (1 + 0.8 * ease(-0.08, -CHIN * looks.chin_length, base[..., 2]))
    return _stack(looks, base, thick, area, looks.beard.colour, False, 0.0, 1.0, curly=True)


def furs(looks: Looks) -> list[Fur]:
    grown = [scalp_hair(looks)] if looks.hair else []
    if looks.beard and looks.beard.thick:
        grown.append(beard_hair(looks))
    return grown
