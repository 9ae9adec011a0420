"""Cut-outs of the ten products together with the hand that holds them.

    blender -b -P render/held_cutouts.py -- TEXTURES OUT VIEWS SEED [CLASSES]

Writes `{class}_{seed}_{view:03d}.png` (RGBA, 384 px) and a `.txt` beside it with the
product's visible box: left, top, right, bottom in pixels, right and bottom exclusive.
"""
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mathutils import Matrix

from catalogue import PRODUCTS
from render import cutouts, hand, poses, room, shapes, stage
from render.grip import grip_of

SIZE, SAMPLES = 384, 10
PRODUCT_SHARE = 0.62  # of the picture; the rest shows hand and sleeve


def render_view(index: int, textures: Path, path: Path, scratch: Path, rng: random.Random) -> None:
    product = PRODUCTS[index]
    scene = stage.start(SIZE, SIZE, SAMPLES, transparent=True)
    masks = room.MaskReader(scene, scratch)
    stage.surroundings(rng, rng.uniform(0.4, 1.2))
    camera = stage.camera()
    thing = stage.place(shapes.build(product, rng), textures / f"{product.slug}.png")
    thing.pass_index = 1
    middle = stage.box_centre(stage.world_points(thing))
    pose = poses.held(product.shape, rng)
    thing.matrix_world = Matrix(pose.rotation.tolist()).to_4x4() @ Matrix.Translation(-middle)
    cutouts.frame(camera, thing, pose)
    camera.data.lens *= PRODUCT_SHARE
    side = rng.choice((-1, 1))
    direction = (side * rng.uniform(0.4, 1), rng.uniform(0.2, 0.9), rng.uniform(-0.7, 0.2))
    hand.add_hand(grip_of(product), side, direction, rng.choice(hand.SKINS),
                  rng.choice(hand.SLEEVES), thing)
    lamps = [stage.lamp((0, 0, 1), (0, 0, 0), 10, 0.5) for _ in range(cutouts.LAMPS)]
    cutouts.scatter_lamps(lamps, rng)
    scene.cycles.seed = rng.randint(0, 9999)
    scene.view_settings.exposure = rng.gauss(0, 0.35)
    stage.save_render(path)
    box = room.visible_box(masks.read(), 1)
    if box:
        path.with_suffix(".txt").write_text(" ".join(map(str, box)) + "\n")
    else:
        path.unlink()


def main() -> None:
    textures, out, views, seed, classes = stage.cutout_arguments(len(PRODUCTS))
    scratch = Path(tempfile.mkdtemp(prefix="held-"))
    began, count = time.time(), 0
    for view in range(views):
        for index in classes:
            path = out / f"{index}_{seed}_{view:03d}.png"
            if path.with_suffix(".txt").exists():
                continue
            render_view(index, textures, path, scratch, random.Random(f"{index} {seed} {view}"))
            count += 1
        print(f"view {view}: {(time.time() - began) / max(1, count):.2f} s a cut-out", flush=True)
    shutil.rmtree(scratch)
    (out / "DONE").touch()


if __name__ == "__main__":
    main()
