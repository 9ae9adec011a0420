"""The eight people p1...p8: plain numbers, chosen to lie far apart. Nobody of them exists.

Drafted by hand, then varied by a random search until the face embedder saw eight
strangers (figures: samples/people/README.md). Lengths are metres; numbers near 1 are shares of an average adult. The eye line
lies at z = 0, the front looks along -y.
"""
from __future__ import annotations

from dataclasses import dataclass, field

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Brow:
    height: float = 0.022
    inner: float = 0.013
    length: float = 0.036
    thick: float = 0.0036
    arch: float = 0.004
    tilt: float = 0.0
    strands: int = 260


@dataclass(frozen=True)
class Hair:
    """Hairline heights at 0, 25, 45, 62, 78, 98 and 180 degrees from the front; then volume."""

    line: tuple[float, ...] = (0.074, 0.076, 0.068, 0.040, -0.012, -0.005, -0.06)
    colour: Colour = (28, 20, 16)
    top: float = 0.016
    side: float = 0.008
    part: float = 0.0  # side of the parting, -1...1; 0: none
    long: bool = False
    coarse: float = 1.0


@dataclass(frozen=True)
class Beard:
    colour: Colour = (30, 22, 18)
    thick: float = 0.0  # 0: stubble only
    cover: float = 0.6
    cheeks: bool = True


@dataclass(frozen=True)
class Looks:
    seed: int
    skin: Colour
    width: float = 1.0
    chin_length: float = 1.0
    crown: float = 1.0
    jaw: float = 0.80
    chin_width: float = 0.42
    chin: float = 0.009
    temple: float = 0.98
    cheek: float = 0.006
    hollow: float = 0.4
    muzzle: float = 0.006
    ridge: float = 0.004
    eye_gap: float = 0.031
    eye_size: float = 1.0
    eye_open: float = 1.0
    eye_tilt: float = 0.06
    eye_deep: float = 1.0
    fold: float = 1.0
    iris: Colour = (66, 42, 26)
    nose_length: float = 0.036
    nose_width: float = 1.0
    nose_high: float = 0.020
    bridge: float = 0.005
    bridge_width: float = 1.0
    hump: float = 0.0
    mouth: float = -0.068
    mouth_width: float = 0.025
    upper_lip: float = 0.0065
    lower_lip: float = 0.0085
    lip_colour: Colour = (176, 96, 90)
    furrow: float = 0.4
    bags: float = 0.3
    blush: float = 0.35
    eye_shade: Colour | None = None
    freckles: int = 0
    moles: tuple[tuple[float, float, float], ...] = ()
    ears: float = 1.0
    brow: Brow = field(default_factory=Brow)
    brow_colour: Colour | None = None
    hair: Hair | None = field(default_factory=Hair)
    beard: Beard | None = None
    glasses: Colour | None = None
    shirt: Colour = (60, 80, 110)
    neck: float = 1.0


PEOPLE: dict[str, Looks] = {
    # long face, long thin nose, side parting, clean-shaven
    "p1": Looks(51, (203, 164, 130), width=0.983, chin_length=1.1, crown=1.08, jaw=0.838,
              chin_width=0.312, chin=0.0105, temple=0.92, cheek=0.013, hollow=0.453, muzzle=0.01,
              eye_gap=0.0296, eye_size=0.958, eye_open=1.09, eye_tilt=-0.14, eye_deep=0.327,
              fold=0.913, iris=(39, 40, 13), nose_length=0.043, nose_width=0.74, nose_high=0.0257,
              bridge=0.00673, bridge_width=0.7, mouth=-0.0665, mouth_width=0.03,
              upper_lip=0.00955, lower_lip=0.0045, lip_colour=(157, 99, 94), furrow=1.0,
              bags=0.134, blush=0.428, brow=Brow(height=0.0165, inner=0.017, length=0.0284,
              thick=0.00402, arch=0.008, tilt=-0.12, strands=140), hair=Hair(line=(0.0626, 0.067,
              0.04, 0.045, -0.02, -0.004, -0.06), colour=(74, 50, 32), top=0.026, side=0.007,
              part=0.6), shirt=(52, 78, 120), neck=0.95),
    # round face, long black hair with fringe, full lips
    "p2": Looks(12, (213, 183, 161), width=1.1, chin_length=0.88, crown=0.999, jaw=0.95,
              chin_width=0.62, chin=0.014, temple=0.965, cheek=0.00578, hollow=0.613,
              ridge=0.00125, eye_gap=0.0285, eye_size=1.06, eye_open=1.08, eye_tilt=0.18,
              eye_deep=0.55, fold=0.569, iris=(44, 38, 21), nose_length=0.0315, nose_width=1.08,
              nose_high=0.014, bridge=0, bridge_width=1.04, mouth=-0.058, mouth_width=0.02,
              upper_lip=0.00673, lower_lip=0.0105, lip_colour=(222, 73, 88), furrow=0.0419,
              bags=0.224, blush=0, brow=Brow(height=0.0165, inner=0.017, length=0.0334,
              thick=0.0066, arch=0.009, tilt=-0.0729, strands=140), hair=Hair(line=(0.0378,
              0.0445, 0.034, -0.02, -0.21, -0.21, -0.22), colour=(16, 13, 14), top=0.02,
              side=0.016, long=True), shirt=(196, 60, 78), neck=0.88),
    # dark skin, very short hair, broad nose, full lips, short beard
    "p3": Looks(13, (114, 75, 53), width=1.02, chin_length=1.14, crown=1.06, jaw=0.95,
              chin_width=0.52, chin=0.00559, temple=0.92, cheek=0.001, hollow=0.21, muzzle=0.01,
              ridge=0.00227, eye_gap=0.036, eye_size=0.98, eye_open=1.12, eye_tilt=-0.0267,
              eye_deep=0.717, fold=0.852, iris=(25, 15, 9), nose_length=0.0377, nose_width=1.28,
              nose_high=0.0154, bridge=0, bridge_width=1.32, hump=0.00039, mouth=-0.0666,
              mouth_width=0.029, upper_lip=0.00873, lower_lip=0.0128, lip_colour=(139, 79, 70),
              furrow=0.718, bags=0, blush=0.821, brow=Brow(height=0.0231, inner=0.0159,
              length=0.0301, thick=0.00245, arch=-0.001, tilt=-0.0221, strands=354),
              hair=Hair(line=(0.081, 0.0704, 0.0772, 0.045, -0.015, 0.0, -0.05), colour=(12, 10,
              10), top=0.004, side=0.003, coarse=2.2), beard=Beard(colour=(14, 11, 10),
              thick=0.004, cover=0.85, cheeks=False), shirt=(214, 206, 190), neck=1.06),
    # pale, freckled, red hair long at the sides, middle parting, high brows
    "p4": Looks(14, (249, 232, 207), width=0.93, chin_length=0.927, crown=0.97, jaw=0.949,
              chin_width=0.294, chin=0.00846, temple=0.971, cheek=0.0104, hollow=0.259,
              muzzle=0.00549, ridge=0.00615, eye_gap=0.0324, eye_size=0.954, eye_open=1.01,
              eye_tilt=0.0601, eye_deep=1.31, iris=(111, 133, 126), nose_length=0.0298,
              nose_width=0.836, nose_high=0.0238, bridge=0, bridge_width=0.7, hump=0.00027,
              mouth=-0.0628, mouth_width=0.0265, upper_lip=0.00424, lower_lip=0.0109,
              lip_colour=(219, 139, 127), furrow=0.12, bags=0.246, blush=0.379, freckles=420,
              brow=Brow(height=0.0285, inner=0.0125, length=0.0408, thick=0.0018, arch=0.009,
              tilt=-0.0141, strands=319), brow_colour=(150, 88, 50), hair=Hair(line=(0.0699,
              0.0639, 0.034, 0.005, -0.17, -0.18, -0.19), colour=(150, 66, 28), side=0.014,
              part=0.02, long=True), shirt=(58, 104, 78), neck=0.86),
    # elderly, bald with a grey fringe of hair, deep furrows, bulbous nose, glasses
    "p5": Looks(909, (250, 204, 180), width=1.06, chin_length=0.974, crown=1.03, jaw=0.95,
              chin_width=0.516, chin=0.00617, temple=0.984, cheek=0.004, muzzle=0.00882,
              ridge=0.00151, eye_gap=0.0288, eye_size=0.84, eye_open=0.634, eye_tilt=-0.1,
              eye_deep=1.35, fold=0.675, iris=(92, 116, 140), nose_length=0.0383, nose_width=1.45,
              nose_high=0.012, bridge=0.00957, bridge_width=0.817, mouth=-0.071,
              mouth_width=0.027, upper_lip=0.00355, lower_lip=0.0045, lip_colour=(192, 120, 129),
              furrow=1.56, bags=1.36, blush=0.8, moles=((0.04, -0.012, 0.0016),), ears=1.2,
              brow=Brow(height=0.023, length=0.0337, thick=0.00412, arch=0.00017, tilt=-0.1,
              strands=170), brow_colour=(190, 186, 180), hair=Hair(line=(0.15, 0.15, 0.14, 0.1,
              0.01, 0.03, -0.05), colour=(196, 192, 188), top=0.006), glasses=(36, 30, 30),
              shirt=(120, 112, 96)),
    # square tanned face, thick black brows, full beard, swept-back hair
    "p6": Looks(277, (172, 123, 91), width=1.03, chin_length=1.06, crown=1.02, jaw=0.937,
              chin_width=0.58, chin=0.00472, temple=0.97, cheek=0.00606, muzzle=0.00674,
              ridge=0.0062, eye_gap=0.03, eye_size=0.96, eye_open=0.62, eye_deep=1.35, iris=(62,
              42, 27), nose_length=0.0314, nose_width=1.16, nose_high=0.026, bridge=0.00976,
              bridge_width=0.7, mouth=-0.0644, mouth_width=0.0214, upper_lip=0.0025,
              lower_lip=0.008, lip_colour=(169, 100, 95), blush=0, brow=Brow(height=0.0165,
              inner=0.00735, length=0.042, thick=0.006, arch=0.001, strands=428), brow_colour=(18,
              14, 12), hair=Hair(line=(0.062, 0.066, 0.06, 0.036, -0.03, -0.01, -0.07),
              colour=(20, 15, 13), top=0.03, side=0.012, coarse=0.8), beard=Beard(colour=(26, 20,
              17), thick=0.007, cover=1.0), shirt=(40, 40, 46), neck=1.08),
    # narrow eyes, monolids, high cheekbones, short bob, wide face, thin straight brows
    "p7": Looks(332, (250, 201, 158), width=1.09, chin_length=1.05, crown=1.02, jaw=0.677,
              chin_width=0.336, chin=0.014, temple=1.03, cheek=0.013, hollow=0.257,
              muzzle=0.00762, ridge=0, eye_gap=0.0291, eye_size=0.84, eye_open=0.617,
              eye_tilt=-0.14, eye_deep=0.559, fold=0, iris=(25, 23, 14), nose_length=0.029,
              nose_width=1.16, nose_high=0.0121, bridge=0, bridge_width=1.03, mouth=-0.062,
              mouth_width=0.0216, upper_lip=0.011, lower_lip=0.00611, lip_colour=(165, 94, 82),
              bags=0, blush=0, moles=((-0.022, -0.052, 0.0013), (0.034, -0.03, 0.001)),
              brow=Brow(height=0.024, inner=0.017, length=0.0312, thick=0.00359, arch=-0.001,
              tilt=0.113, strands=337), hair=Hair(line=(0.055, 0.055, 0.0346, -0.01, -0.075,
              -0.085, -0.09), colour=(30, 20, 16), top=0.022, side=0.022, part=-0.4, long=True),
              shirt=(226, 196, 92)),
    # brown skin, large eyes, strong arched brows, hair up, wide mouth
    "p8": Looks(18, (173, 111, 75), width=0.94, chin_length=1.07, crown=1.06, jaw=0.749,
              chin_width=0.62, chin=0.00974, temple=0.92, cheek=0.0102, hollow=0, muzzle=0.01,
              ridge=0.00348, eye_gap=0.033, eye_size=1.13, eye_open=1.09, eye_tilt=0.11,
              eye_deep=1.35, fold=1.2, iris=(54, 25, 17), nose_length=0.029, nose_width=0.74,
              nose_high=0.0122, bridge=0.00166, bridge_width=0.7, mouth=-0.062,
              mouth_width=0.0265, upper_lip=0.00864, lower_lip=0.012, lip_colour=(137, 55, 61),
              furrow=0, bags=0.328, blush=0.908, eye_shade=(90, 60, 50), brow=Brow(height=0.0222,
              inner=0.0114, length=0.0396, thick=0.00351, arch=0.009, strands=410),
              brow_colour=(22, 15, 12), hair=Hair(line=(0.0825, 0.095, 0.0835, 0.06, 0.0, 0.01,
              -0.04), colour=(20, 14, 12), top=0.012, side=0.006), shirt=(128, 62, 132),
              neck=0.88),
}
