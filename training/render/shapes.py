"""The eight package shapes, sizes in metres as real packages have them."""
from __future__ import annotations

import random

from catalogue import Package

from .flat_shapes import bag, box, carton, rice_ball
from .mesh import Mesh, Ring, Surface, turned

CAN_METAL = Surface("#c9ccd0", roughness=0.25, metallic=1.0)


def bottle(package: Package, rng: random.Random) -> Mesh:
    """A 22 cm PET bottle; water bottles are clear and ribbed."""
    body = Surface(package.liquid, roughness=0.03, ior=1.33,
                   transmission=0.9 if package.clear else 0.45)
    label = Surface(label=True, roughness=0.28, clearcoat=0.4)
    cap = Surface(package.cap, roughness=0.35)
    neck = Surface("#e8eef0" if package.clear else package.liquid, roughness=0.05,
                   transmission=0.6, ior=1.3)
    low, high = (0.075, 0.145) if package.clear else (0.05, 0.150)
    profile = [Ring(0.027, 0, 0), Ring(0.0318, 0.003, 0), Ring(0.033, 0.012, 0)]
    if package.clear:
        for height in (0.022, 0.037, 0.052):
            profile += [Ring(0.0331, height, 0), Ring(0.0312, height + 0.007, 0)]
    else:
        profile.append(Ring(0.0322, 0.030, 0))
    profile += [Ring(0.0328, low - 0.002, 0), Ring(0.0333, low, 1), Ring(0.0333, high, 0),
                Ring(0.0328, high + 0.002, 0), Ring(0.0322, 0.163, 0), Ring(0.0285, 0.178, 0),
                Ring(0.020, 0.193, 0), Ring(0.0145, 0.203, 3), Ring(0.0137, 0.206, 3),
                Ring(0.0165, 0.2065, 3), Ring(0.0165, 0.208, 3), Ring(0.0138, 0.2085, 2),
                Ring(0.0150, 0.209, 2), Ring(0.0150, 0.2225, 2), Ring(0.0138, 0.2245, 2)]
    return turned(profile, [body, label, cap, neck], (low, high))


def can(radius: float, height: float) -> Mesh:
    label = Surface(label=True, roughness=0.22, metallic=0.3)
    r, h = radius, height
    profile = [Ring(r * 0.70, 0.004, 1), Ring(r * 0.80, 0, 1), Ring(r * 0.92, 0.006, 1),
               Ring(r, 0.012, 0), Ring(r, h - 0.014, 1), Ring(r * 0.93, h - 0.006, 1),
               Ring(r * 0.84, h - 0.001, 1), Ring(r * 0.84, h, 1), Ring(r * 0.80, h, 1),
               Ring(r * 0.79, h - 0.005, 1), Ring(r * 0.2, h - 0.0045, 1)]
    return turned(profile, [label, CAN_METAL], (0.010, h - 0.012))


def cup(package: Package, rng: random.Random) -> Mesh:
    """A noodle cup, wider at the top, with a printed lid."""
    label = Surface(label=True, roughness=0.45)
    rim = Surface("#e9e6df", roughness=0.35)
    lid = Surface(label=True, roughness=0.3, metallic=0.25)
    h = 0.107
    profile = [Ring(0.034, 0, 1), Ring(0.0355, 0.002, 1), Ring(0.036, 0.006, 0),
               Ring(0.0475, h - 0.006, 1), Ring(0.0478, h - 0.004, 1), Ring(0.0495, h - 0.003, 1),
               Ring(0.0495, h, 1), Ring(0.047, h + 0.0006, 2), Ring(0.0469, h + 0.0007, 2)]
    return turned(profile, [label, rim, lid], (0.005, h - 0.005))


BUILDERS = {
    "bottle": bottle,
    "can": lambda package, rng: can(0.033, 0.122),
    "slim_can": lambda package, rng: can(0.0265, 0.134),
    "carton": lambda package, rng: carton(),
    "bag": lambda package, rng: bag(rng),
    "cup": cup,
    "box": lambda package, rng: box(),
    "rice_ball": lambda package, rng: rice_ball(),
}

FLAT_SHAPES = ("bag", "box", "rice_ball")
ROUND_SHAPES = ("bottle", "can", "slim_can", "cup")


def build(package: Package, rng: random.Random) -> Mesh:
    """The mesh of a package; `rng` only moves the wrinkles of bags."""
    return BUILDERS[package.shape](package, rng)
