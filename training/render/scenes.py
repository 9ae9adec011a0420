"""Whole scenes for testing only: counter, wall, hands, glare, strangers' packages.

    blender -b -P render/scenes.py -- TEXTURES BACKGROUNDS OUT COUNT FIRST [WIDTH HEIGHT]
        [sheets] [masks]

With `sheets` each of the ten is a printed label on paper instead of a package. Writes
OUT/images/s{number:04d}.png (416 x 320 unless said) and OUT/labels/s{number:04d}.txt in
YOLO form: class, box middle x, y, width, height, as shares of the picture; class 10 is any
other package. A box covers what is visible; packages seen by less than a fifth carry no
label. OUT/shares/s{number:04d}.txt has, line by line, how much of its whole box is seen.
With `masks` no picture is written, only labels and shares, in a tenth of the time.
Nothing here may be used for training.
"""
import math
import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import bpy
import numpy as np
from mathutils import Matrix, Vector

from art.random_designs import random_design
from art.textures import front_picture
from catalogue import PRODUCTS, Package
from render import hand, poses, room, shapes, sheet, stage
from render.grip import Grip, grip_of
from render.mesh import Mesh

WIDTH, HEIGHT, SAMPLES = 416, 320, 14
SAMPLED_PIXELS = WIDTH * HEIGHT * SAMPLES
LEAST_SAMPLES = 8
SEED = 31_000_000
STRANGER_SEED = 90_000
LEAST_VISIBLE = 0.2
LEAST_PIXELS = 60
FOOTPRINT = {"bottle": 0.036, "can": 0.036, "slim_can": 0.03, "carton": 0.062, "bag": 0.09,
             "cup": 0.051, "box": 0.075, "rice_ball": 0.058}
PAPER = "paper"
PAPER_FOOTPRINT = 0.055


PACKAGE = len(PRODUCTS)  # class of a package that is none of the ten


@dataclass(frozen=True)
class Choices:
    """What the command line asks of every scene."""

    textures: Path
    backgrounds: Path
    out: Path
    size: tuple[int, int]
    sheets: bool
    masks: bool


class SceneMaker:
    """Builds one scene; numbers objects from 1 for the mask."""

    def __init__(self, textures: Path, scratch: Path, rng: random.Random, sheets: bool):
        self.textures, self.scratch, self.rng, self.sheets = textures, scratch, rng, sheets
        self.labelled: list[tuple[int, int, bpy.types.Object]] = []
        self.taken: list[tuple[float, float, float]] = []
        self.count = 0

    def bring(self, product: int | None) -> tuple[Package, bpy.types.Object]:
        """One of the ten, or with None a random package."""
        self.count += 1
        if product is None:
            design = random_design(STRANGER_SEED + self.rng.randrange(100_000))
            package, image = design.package, self.scratch / f"{design.seed}.png"
            design.texture(0.7).save(image)
        else:
            package = PRODUCTS[product]
            image = self.textures / f"{package.slug}.png"
        if product is not None and self.sheets:
            package, mesh, image = self.print_label(package)
        else:
            mesh = shapes.build(package, self.rng)
        thing = stage.place(mesh, image)
        thing.pass_index = self.count
        self.labelled.append((self.count, PACKAGE if product is None else product, thing))
        return package, thing

    def print_label(self, product: Package) -> tuple[Package, Mesh, Path]:
        """The product's front on a bent piece of paper."""
        paper = sheet.printed(front_picture(product), self.rng)
        image = self.scratch / f"paper-{self.count}.png"
        paper.save(image)
        aspect = paper.width / paper.height
        return replace(product, shape=PAPER), sheet.bent_sheet(aspect, self.rng), image

    def put_down(self, product: int | None) -> None:
        """Standing or lying on the counter, where there is room."""
        rng = self.rng
        package, thing = self.bring(product)
        on_paper = package.shape == PAPER
        pose = poses.lying if on_paper or rng.random() < 0.3 else poses.standing
        turn = Matrix(pose(package.shape, rng).rotation.tolist()).to_4x4()
        thing.matrix_world = turn
        spread = 1.5 if pose is poses.lying else 1
        radius = FOOTPRINT.get(package.shape, PAPER_FOOTPRINT) * spread * rng.uniform(0.8, 1.1)
        for _ in range(80):
            x, y = rng.uniform(-0.26, 0.26), rng.uniform(-0.08, 0.30)
            if all(math.hypot(x - a, y - b) > radius + c for a, b, c in self.taken):
                break
        self.taken.append((x, y, radius))
        points = stage.world_points(thing)
        middle = stage.box_centre(points)
        lift = Vector((x - middle.x, y - middle.y, -min(p.z for p in points)))
        thing.matrix_world = Matrix.Translation(lift) @ turn

    def hold_up(self, product: int | None, where: Vector) -> None:
        """In a hand, the label roughly to the camera."""
        rng = self.rng
        package, thing = self.bring(product)
        side = rng.choice((-1, 1))
        grip = sheet_grip(thing) if package.shape == PAPER else grip_of(package)
        hand.add_hand(grip, side, (side * rng.uniform(0.5, 1), rng.uniform(0.3, 0.8),
                                               rng.uniform(-0.5, 0.1)),
                      rng.choice(hand.SKINS), rng.choice(hand.SLEEVES), thing)
        turn = (Matrix.Rotation(rng.gauss(0, 0.2), 4, "X")
                @ Matrix.Rotation(rng.gauss(0, 0.25), 4, "Y")
                @ Matrix.Rotation(rng.gauss(0, 0.3), 4, "Z"))
        thing.matrix_world = turn
        middle = stage.box_centre(stage.world_points(thing))
        thing.matrix_world = Matrix.Translation(where - middle) @ turn

    def lights(self) -> None:
        rng = self.rng
        for _ in range(rng.randint(1, 3)):
            around, far = rng.uniform(0, math.tau), rng.uniform(0.9, 2)
            place = (far * math.cos(around) * 0.8, far * math.sin(around) * 0.6 - 0.2,
                     rng.uniform(0.7, 1.8))
            stage.lamp(place, (0, 0.05, 0.05), rng.uniform(7, 30) * far, rng.uniform(0.15, 1.2),
                       stage.light_colour(rng))


def sheet_grip(paper: bpy.types.Object) -> Grip:
    """Fingers behind one edge of the paper and the thumb before it."""
    width = paper.dimensions.x
    return Grip(0.004, 0.04, sheet.HEIGHT / 2, exponent=4, pinch=True, edge=0.45 * width,
                thumb=0.35 * width)


def counter_view(maker: SceneMaker, camera: bpy.types.Object) -> None:
    """One to five products and some strangers standing about, seen from above the counter."""
    rng = maker.rng
    for _ in range(rng.choice([1, 1, 2, 2, 3, 3, 4, 5])):
        maker.put_down(rng.randrange(len(PRODUCTS)))
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
        maker.put_down(None)
    if rng.random() < 0.3:
        product = rng.randrange(len(PRODUCTS))
        maker.hold_up(product, Vector((rng.uniform(-0.18, 0.18), rng.uniform(0, 0.2),
                                       rng.uniform(0.14, 0.24))))
    target = Vector((rng.uniform(-0.06, 0.06), rng.uniform(0, 0.14), rng.uniform(0.03, 0.11)))
    up, around = math.radians(rng.uniform(10, 58)), rng.gauss(0, 0.3)
    far = rng.uniform(0.42, 0.9)
    camera.location = target + far * Vector((math.sin(around) * math.cos(up),
                                             -math.cos(around) * math.cos(up), math.sin(up)))
    stage.aim(camera, target)


def shown_view(maker: SceneMaker, camera: bpy.types.Object) -> None:
    """One or two products held before a webcam, perhaps some standing behind."""
    rng = maker.rng
    camera.location = (rng.gauss(0, 0.03), -0.5, rng.uniform(0.18, 0.34))
    stage.aim(camera, (rng.gauss(0, 0.02), 0.1, rng.uniform(0.12, 0.2)))
    spots = [0.0] if rng.random() < 0.6 else [-0.09, 0.09]
    for spot in spots:
        product = rng.randrange(len(PRODUCTS)) if rng.random() < 0.88 else None
        maker.hold_up(product, Vector((spot + rng.gauss(0, 0.03), rng.uniform(-0.2, 0.0),
                                       rng.uniform(0.14, 0.23))))
    for _ in range(rng.choice([0, 0, 1, 2])):
        maker.put_down(rng.randrange(len(PRODUCTS)) if rng.random() < 0.8 else None)


def make_scene(number: int, choices: Choices, scratch: Path) -> None:
    rng = random.Random(SEED + number)
    width, height = choices.size
    samples = 1 if choices.masks else max(LEAST_SAMPLES, SAMPLED_PIXELS // (width * height))
    scene = stage.start(width, height, samples)
    masks = room.MaskReader(scene, scratch)
    stage.surroundings(rng, rng.uniform(0.3, 0.9))
    camera = stage.camera()
    backgrounds = choices.backgrounds
    room.add_room(rng.choice(sorted(backgrounds.glob("table_*.png"))),
                  rng.choice(sorted(backgrounds.glob("wall_*.png"))), 1.0 + rng.uniform(0, 0.8),
                  rng.choice([0.6, 1, 2, 3]), rng.choice([0.3, 0.45, 0.6]), rng.uniform(0.12, 0.7))
    maker = SceneMaker(choices.textures, scratch, rng, choices.sheets)
    view = counter_view if rng.random() < 0.6 else shown_view
    view(maker, camera)
    maker.lights()
    camera.rotation_euler.rotate_axis("Z", rng.gauss(0, 0.05))
    half_view = math.radians(rng.uniform(46, 68)) / 2
    camera.data.lens = camera.data.sensor_width / 2 / math.tan(half_view)
    scene.view_settings.exposure = rng.gauss(0.1, 0.4)
    scene.view_settings.view_transform = rng.choice(["Standard", "Standard", "Filmic"])
    scene.cycles.seed = number
    name = f"s{number:04d}"
    folder = scratch if choices.masks else choices.out / "images"
    stage.save_render(folder / f"{name}.png")
    lines, shares = seen_packages(maker, masks.read(), scene, camera)
    (choices.out / "shares" / f"{name}.txt").write_text("".join(shares))
    (choices.out / "labels" / f"{name}.txt").write_text("".join(lines))


def seen_packages(maker: SceneMaker, mask: np.ndarray, scene: bpy.types.Scene,
                  camera: bpy.types.Object) -> tuple[list[str], list[str]]:
    """Lines of the label file and of the file of shares."""
    height, width = mask.shape
    lines, shares = [], []
    for index, label, thing in maker.labelled:
        box = room.visible_box(mask, index)
        if box is None or (mask == index).sum() < LEAST_PIXELS:
            continue
        left, top, right, bottom = box
        share = (right - left) * (bottom - top) / max(1, room.full_area(scene, camera, thing))
        if share >= LEAST_VISIBLE:
            lines.append(f"{label} {(left + right) / 2 / width:.5f} "
                         f"{(top + bottom) / 2 / height:.5f} "
                         f"{(right - left) / width:.5f} {(bottom - top) / height:.5f}\n")
            shares.append(f"{min(1, share):.3f}\n")
    return lines, shares


def main() -> None:
    arguments = stage.script_arguments()
    textures, backgrounds, out = map(Path, arguments[:3])
    count, first = map(int, arguments[3:5])
    numbers = [int(word) for word in arguments[5:] if word.isdigit()]
    size = (numbers[0], numbers[1]) if numbers else (WIDTH, HEIGHT)
    choices = Choices(textures, backgrounds, out, size, "sheets" in arguments,
                      "masks" in arguments)
    for folder in ("images", "labels", "shares"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="scenes-"))
    began = time.time()
    for number in range(first, first + count):
        if (out / "labels" / f"s{number:04d}.txt").exists():
            continue
        make_scene(number, choices, scratch)
        pace = (time.time() - began) / (number - first + 1)
        print(f"scene {number}: {pace:.2f} s a scene", flush=True)
    shutil.rmtree(scratch)
    (out / "DONE").touch()


if __name__ == "__main__":
    main()
