"""Cut-outs of the ten products with alpha, by Cycles.

    blender -b -P render/cutouts.py -- TEXTURES OUT VIEWS SEED [CLASSES, e.g. 0,1,2]

Writes `{class}_{seed}_{view:03d}.png`, 256 px square.
"""
import math
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import bpy
from mathutils import Matrix, Vector

from catalogue import PRODUCTS
from render import poses, shapes, stage

SIZE = 256
SAMPLES = 10
MARGIN = 1.06  # the package fills 1 / MARGIN of the picture
LAMPS = 3


def frame(camera: bpy.types.Object, thing: bpy.types.Object, pose: poses.Pose) -> None:
    """Place the camera and choose the lens so that the package fills the picture."""
    camera.location = (0, -pose.distance * math.cos(pose.elevation),
                       pose.distance * math.sin(pose.elevation))
    stage.aim(camera, (0, 0, 0))
    camera.rotation_euler.rotate_axis("Z", pose.roll)
    points = stage.world_points(thing)
    view = camera.matrix_world.inverted()
    seen = [view @ point for point in points]
    reach = max(max(abs(p.x / p.z), abs(p.y / p.z)) for p in seen)
    camera.data.lens = camera.data.sensor_width / 2 / (reach * MARGIN)


def scatter_lamps(lamps: list[bpy.types.Object], rng: random.Random) -> None:
    """One to three lamps anywhere on the upper half sphere, mostly towards the viewer."""
    lit = rng.randint(1, len(lamps))
    for k, lamp in enumerate(lamps):
        around, down = rng.uniform(0, math.tau), rng.uniform(0.2, 1.3)
        if k == 0:
            around = rng.gauss(-math.pi / 2, 0.9)
        far = rng.uniform(0.7, 1.6)
        lamp.location = Vector((math.cos(around) * math.sin(down),
                                math.sin(around) * math.sin(down), math.cos(down))) * far
        stage.aim(lamp, (0, 0, 0))
        lamp.data.energy = rng.uniform(4, 20) * far * far if k < lit else 0
        lamp.data.size = rng.uniform(0.15, 1.2)
        lamp.data.size_y = lamp.data.size * rng.uniform(0.2, 1)
        lamp.data.color = stage.light_colour(rng)


def render_class(index: int, textures: Path, out: Path, views: int, seed: int) -> None:
    product = PRODUCTS[index]
    rng = random.Random(1000 * index + seed)
    scene = stage.start(SIZE, SIZE, SAMPLES, transparent=True)
    camera = stage.camera()
    lamps = [stage.lamp((0, 0, 1), (0, 0, 0), 10, 0.5) for _ in range(LAMPS)]
    thing = stage.place(shapes.build(product, rng), textures / f"{product.slug}.png")
    middle = stage.box_centre(stage.world_points(thing))
    for view in range(views):
        path = out / f"{index}_{seed}_{view:03d}.png"
        stage.surroundings(rng, rng.uniform(0.4, 1.2))
        pose = poses.random_pose(product.shape, rng)
        thing.matrix_world = Matrix(pose.rotation.tolist()).to_4x4() @ Matrix.Translation(-middle)
        thing.matrix_world.translation -= stage.box_centre(stage.world_points(thing))
        frame(camera, thing, pose)
        scatter_lamps(lamps, rng)
        scene.cycles.seed = rng.randint(0, 9999)
        scene.view_settings.exposure = rng.gauss(0, 0.35)
        if not path.exists():
            stage.save_render(path)


def main() -> None:
    textures, out, views, seed, classes = stage.cutout_arguments(len(PRODUCTS))
    for index in classes:
        began = time.time()
        render_class(index, textures, out, views, seed)
        print(f"{PRODUCTS[index].slug}: {(time.time() - began) / views:.2f} s a cut-out", flush=True)


if __name__ == "__main__":
    main()
