"""Counter, wall and visible-mask boxes, for test scenes and clips. Runs inside Blender."""
from __future__ import annotations

import math
from pathlib import Path

import bpy
import numpy as np
from bpy_extras.object_utils import world_to_camera_view

from . import stage
from .mesh import Mesh, Surface


def picture_plane(image: Path, width: float, height: float, repeats: float,
                  roughness: float) -> bpy.types.Object:
    """A flat rectangle showing an image; `repeats` per metre."""
    mesh = Mesh([Surface(label=True, roughness=roughness)], smooth=False)
    x, y = width / 2, height / 2
    mesh.vertices = [(-x, -y, 0), (x, -y, 0), (x, y, 0), (-x, y, 0)]
    u, v = repeats * width, repeats * height
    mesh.add_face((0, 1, 2, 3), [(0, 0), (u, 0), (u, v), (0, v)])
    return stage.place(mesh, image, "plane")


def add_room(table: Path, wall: Path, wall_distance: float, table_repeats: float,
             wall_repeats: float, gloss: float) -> None:
    """A counter top at z = 0 and an upright wall at y = `wall_distance` metres."""
    top = picture_plane(table, 2.4, 1.5, table_repeats, gloss)
    top.location = (0, 0.25, 0)
    back = picture_plane(wall, 4.2, 2.6, wall_repeats, 0.7)
    back.location = (0, wall_distance, 0.7)
    back.rotation_euler = (math.pi / 2, 0, 0)


class MaskReader:
    """Reads which object is seen at every pixel, through the object-index pass."""

    def __init__(self, scene: bpy.types.Scene, folder: Path):
        self.folder = folder
        scene.view_layers[0].use_pass_object_index = True
        scene.use_nodes = True
        tree = scene.node_tree
        tree.nodes.clear()
        layers = tree.nodes.new("CompositorNodeRLayers")
        result = tree.nodes.new("CompositorNodeComposite")
        tree.links.new(layers.outputs["Image"], result.inputs["Image"])
        self.output = tree.nodes.new("CompositorNodeOutputFile")
        self.output.base_path = str(folder.resolve())
        self.output.format.file_format = "OPEN_EXR"
        self.output.format.color_depth = "16"
        self.output.format.color_mode = "RGB"
        self.output.file_slots[0].path = "mask_"
        tree.links.new(layers.outputs["IndexOB"], self.output.inputs[0])

    def read(self) -> np.ndarray:
        """Object numbers of the latest render, first row on top."""
        path = next(self.folder.glob("mask_*.exr"))
        image = bpy.data.images.load(str(path.resolve()))
        image.colorspace_settings.name = "Non-Color"
        width, height = image.size
        values = np.empty(width * height * 4, np.float32)
        image.pixels.foreach_get(values)
        bpy.data.images.remove(image)
        path.unlink()
        return np.rint(values.reshape(height, width, 4)[::-1, :, 0]).astype(int)


def visible_box(mask: np.ndarray, number: int) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom in pixels (right and bottom exclusive) of what is seen."""
    rows, columns = np.nonzero(mask == number)
    if len(rows) == 0:
        return None
    return (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)


def full_area(scene: bpy.types.Scene, camera: bpy.types.Object, thing: bpy.types.Object) -> float:
    """Pixel area of the object's whole box, hidden and outside parts included."""
    seen = [world_to_camera_view(scene, camera, point) for point in stage.world_points(thing)]
    width = max(p.x for p in seen) - min(p.x for p in seen)
    height = max(p.y for p in seen) - min(p.y for p in seen)
    return width * scene.render.resolution_x * height * scene.render.resolution_y
