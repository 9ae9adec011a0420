"""Renders the recorded sample clips as PNG frames; `develop.py` makes them into samples.

    blender -b -P render/clips.py -- TEXTURES BACKGROUNDS OUT CLIP [STEP] [WIDTH]

BACKGROUNDS holds `table_{seed}.png` and `wall_{seed}.png` (see backgrounds.py).
STEP 8 renders one frame in eight, for a first look. Frames with nobody in the
picture are rendered once and copied.
"""
import math
import random
import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import bpy
from mathutils import Euler, Matrix, Vector

from catalogue import PRODUCTS, class_index
from render import hand, room, shapes, stage
from render.clip_scripts import CLIPS, FPS, Clip, Key, Visit
from render.grip import GRIPS, grip_of

SAMPLES = 10
SHUTTER = 0.12  # share of the time between two frames
ARM_DIRECTION = (0.88, 0.42, -0.14)
FIELD_OF_VIEW = 58  # degrees across


class Actor:
    """A visit's objects; moved and keyed frame by frame so that motion blurs."""

    def __init__(self, visit: Visit, clip: Clip, textures: Path, number: int):
        self.visit, self.number = visit, number
        self.root = bpy.data.objects.new("package", None)
        self.hand_root = bpy.data.objects.new("hand", None)
        for root in (self.root, self.hand_root):
            bpy.context.scene.collection.objects.link(root)
        self.package: list[bpy.types.Object] = []
        self.middle = Vector((0, 0, GRIPS["can"].height))
        grip, sleeve = GRIPS["can"], clip.other_sleeve
        direction = (visit.side, 0.0, 0.0)
        if visit.product:
            product = PRODUCTS[class_index(visit.product)]
            grip, sleeve = grip_of(product), clip.sleeve
            direction = (visit.side * ARM_DIRECTION[0], *ARM_DIRECTION[1:])
            thing = stage.place(shapes.build(product, random.Random(number)),
                                textures / f"{product.slug}.png")
            self.middle = stage.box_centre(stage.world_points(thing))
            thing.parent = self.root
            self.package.append(thing)
        self.fingers = hand.add_hand(grip, visit.side, direction, clip.skin, sleeve, self.hand_root)

    def move(self, time_s: float, frame: int) -> bool:
        """Pose everything for a moment; True if something is to be seen."""
        key = self.visit.at(time_s)
        offset = self.visit.hand_offset(time_s) if key else None
        if key:
            pose = self._pose(key, time_s)
            _set(self.root, pose, frame)
            if offset is not None:
                _set(self.hand_root, Matrix.Translation(offset) @ pose, frame)
        _show(self.package, key is not None, frame)
        _show(self.fingers, offset is not None, frame)
        return key is not None

    def _pose(self, key: Key, time_s: float) -> Matrix:
        free = self.visit.release is None or time_s < self.visit.release - 0.6
        shake = 1.0 if free else 0.0
        phase = self.number * 1.7
        tremble = Vector((0.003 * math.sin(3.1 * time_s + phase), 0,
                          0.003 * math.sin(4.3 * time_s + 2 * phase))) * shake
        turn = Euler((math.radians(1.5 * shake * math.sin(2.3 * time_s + phase)),
                      math.radians(key.tilt), math.radians(key.yaw))).to_matrix().to_4x4()
        place = Vector((key.x, key.y, key.z)) + tremble
        return Matrix.Translation(place) @ turn @ Matrix.Translation(-self.middle)


def _set(thing: bpy.types.Object, matrix: Matrix, frame: int) -> None:
    thing.location, rotation, _ = matrix.decompose()
    thing.rotation_euler = rotation.to_euler("XYZ", thing.rotation_euler)
    for channel in ("location", "rotation_euler"):
        thing.keyframe_insert(channel, frame=frame)
    for curve in thing.animation_data.action.fcurves:
        curve.keyframe_points[-1].interpolation = "LINEAR"


def _show(things: list[bpy.types.Object], visible: bool, frame: int) -> None:
    for thing in things:
        thing.hide_render = not visible
        thing.keyframe_insert("hide_render", frame=frame)


def set_up(clip: Clip, backgrounds: Path, width: int) -> bpy.types.Scene:
    """Room, webcam and shop lights."""
    scene = stage.start(width, width * 3 // 4, SAMPLES)
    scene.render.use_motion_blur, scene.render.motion_blur_shutter = True, SHUTTER
    scene.view_settings.exposure = clip.exposure
    rng = random.Random(clip.table)
    stage.surroundings(rng, 0.65)
    room.add_room(backgrounds / f"table_{clip.table}.png", backgrounds / f"wall_{clip.wall}.png",
                  1.7, 1.0, 0.8, 0.45)
    camera = stage.camera()
    camera.location = (0, -0.55, 0.26)
    stage.aim(camera, (0, 0.2, 0.165))
    camera.data.lens = camera.data.sensor_width / 2 / math.tan(math.radians(FIELD_OF_VIEW) / 2)
    stage.lamp((-0.5, -0.7, 1.1), (0, 0, 0.12), 17, 0.8, (1, 0.97, 0.92))
    stage.lamp((0.7, -0.5, 1.0), (0, 0, 0.12), 12, 0.6, (0.95, 0.98, 1))
    stage.lamp((0, 0.9, 1.7), (0, 1.7, 0.7), 20, 1.2)
    return scene


def main() -> None:
    textures, backgrounds, out = map(Path, stage.script_arguments()[:3])
    name, *rest = stage.script_arguments()[3:]
    step = int(rest[0]) if rest else 1
    width = int(rest[1]) if len(rest) > 1 else 640
    clip = next(clip for clip in CLIPS if clip.name == name)
    folder = out / clip.name
    folder.mkdir(parents=True, exist_ok=True)
    scene = set_up(clip, backgrounds, width)
    actors = [Actor(visit, clip, textures, number) for number, visit in enumerate(clip.visits)]
    frames = round(clip.seconds * FPS)
    busy = [any([actor.move(frame / FPS, frame) for actor in actors]) for frame in range(frames)]
    empty: Path | None = None
    for frame in range(0, frames, step):
        path = folder / f"{frame:06d}.png"
        began = time.time()
        if not busy[frame] and empty:
            shutil.copy(empty, path)
        elif not path.exists():
            scene.frame_set(frame)
            scene.cycles.seed = frame
            stage.save_render(path)
        if not busy[frame]:
            empty = path
        print(f"{name} frame {frame} of {frames}: {time.time() - began:.1f} s", flush=True)
    (folder / "DONE").touch()


if __name__ == "__main__":
    main()
