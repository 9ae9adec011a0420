"""Blender side: scene settings, materials, lights, camera. Runs inside Blender."""
from __future__ import annotations

import math
import random
import sys
from pathlib import Path
from typing import Sequence

import bpy
from mathutils import Vector

from .mesh import Mesh, Surface


def script_arguments() -> list[str]:
    """What stands behind `--` on Blender's command line."""
    return sys.argv[sys.argv.index("--") + 1:] if "--" in sys.argv else []


def cutout_arguments(class_count: int) -> tuple[Path, Path, int, int, Sequence[int]]:
    """Labels, output (made when missing), views a class, seed, classes (by default all)."""
    arguments = script_arguments()
    textures, out, views, seed = Path(arguments[0]), Path(arguments[1]), *map(int, arguments[2:4])
    classes = ([int(part) for part in arguments[4].split(",")] if len(arguments) > 4
               else range(class_count))
    out.mkdir(parents=True, exist_ok=True)
    return textures, out, views, seed, classes


def start(width: int, height: int, samples: int, transparent: bool = False) -> bpy.types.Scene:
    """An empty scene rendered by Cycles with one processor thread, no denoiser."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    render, cycles = scene.render, scene.cycles
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y, render.resolution_percentage = width, height, 100
    render.threads_mode, render.threads = "FIXED", 1
    render.use_persistent_data = True
    render.film_transparent = transparent
    render.image_settings.file_format = "PNG"
    render.image_settings.color_mode = "RGBA" if transparent else "RGB"
    render.image_settings.compression = 15
    cycles.device, cycles.samples, cycles.use_denoising = "CPU", samples, False
    cycles.use_adaptive_sampling, cycles.adaptive_threshold = True, 0.05
    cycles.adaptive_min_samples = 4
    cycles.film_transparent_glass = transparent
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 6, 2, 3
    cycles.transmission_bounces = cycles.transparent_max_bounces = 6
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect, cycles.blur_glossy = 4.0, 1.0
    scene.view_settings.view_transform, scene.view_settings.look = "Standard", "None"
    return scene


def linear(colour: str) -> tuple[float, float, float, float]:
    """`#rrggbb` (sRGB) as linear RGBA in 0..1."""
    def decode(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return (*(decode(int(colour[i:i + 2], 16) / 255) for i in (1, 3, 5)), 1.0)


def material(surface: Surface, label_image: Path | None = None) -> bpy.types.Material:
    result = bpy.data.materials.new("surface")
    result.use_nodes = True
    tree = result.node_tree
    shader = tree.nodes["Principled BSDF"]
    values = {"Base Color": linear(surface.colour), "Roughness": surface.roughness,
              "Metallic": surface.metallic, "Transmission": surface.transmission,
              "Clearcoat": surface.clearcoat, "IOR": surface.ior}
    for name, value in values.items():
        shader.inputs[name].default_value = value
    if surface.label and label_image:
        texture = tree.nodes.new("ShaderNodeTexImage")
        texture.image = bpy.data.images.load(str(label_image.resolve()), check_existing=True)
        tree.links.new(texture.outputs["Color"], shader.inputs["Base Color"])
    if surface.bump:
        noise = tree.nodes.new("ShaderNodeTexNoise")
        noise.inputs["Scale"].default_value = surface.bump_scale
        noise.inputs["Detail"].default_value = 3
        bump = tree.nodes.new("ShaderNodeBump")
        bump.inputs["Strength"].default_value = surface.bump
        bump.inputs["Distance"].default_value = 0.01
        tree.links.new(noise.outputs["Fac"], bump.inputs["Height"])
        tree.links.new(bump.outputs["Normal"], shader.inputs["Normal"])
    return result


def place(mesh: Mesh, label_image: Path | None = None, name: str = "thing") -> bpy.types.Object:
    """Put a mesh into the scene."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(mesh.vertices, [], mesh.faces)
    layer = data.uv_layers.new(name="label")
    for polygon, corners, surface in zip(data.polygons, mesh.corner_uv, mesh.face_surface):
        polygon.material_index = surface
        polygon.use_smooth = mesh.smooth
        for k, uv in enumerate(corners):
            layer.data[polygon.loop_start + k].uv = uv
    for surface in mesh.surfaces:
        data.materials.append(material(surface, label_image))
    data.update()
    thing = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(thing)
    if mesh.smooth:
        data.use_auto_smooth, data.auto_smooth_angle = True, math.radians(40)
    if mesh.bevel:
        bevel = thing.modifiers.new("bevel", "BEVEL")
        bevel.width, bevel.segments = mesh.bevel, 2
    return thing


def world_points(thing: bpy.types.Object) -> list[Vector]:
    """All vertices of an object in world coordinates, modifiers applied."""
    bpy.context.view_layer.update()
    evaluated = thing.evaluated_get(bpy.context.evaluated_depsgraph_get())
    return [evaluated.matrix_world @ vertex.co for vertex in evaluated.data.vertices]


def box_centre(points: Sequence[Vector]) -> Vector:
    return Vector([(min(p[i] for p in points) + max(p[i] for p in points)) / 2 for i in range(3)])


def aim(thing: bpy.types.Object, target: Sequence[float]) -> None:
    """Turn a camera or lamp towards a point."""
    direction = Vector(target) - Vector(thing.location)
    thing.rotation_euler = direction.to_track_quat("-Z", "Y").to_euler()


def camera() -> bpy.types.Object:
    scene = bpy.context.scene
    thing = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
    thing.data.sensor_width = 36
    scene.collection.objects.link(thing)
    scene.camera = thing
    return thing


def lamp(location: Sequence[float], target: Sequence[float], watts: float, size: float,
         colour: Sequence[float] = (1, 1, 1)) -> bpy.types.Object:
    """A rectangular lamp, `size` metres wide."""
    data = bpy.data.lights.new("lamp", "AREA")
    data.energy, data.shape, data.size, data.size_y = watts, "RECTANGLE", size, size * 0.4
    data.color = colour
    thing = bpy.data.objects.new("lamp", data)
    thing.location = location
    bpy.context.scene.collection.objects.link(thing)
    aim(thing, target)
    return thing


def light_colour(rng: random.Random) -> tuple[float, float, float]:
    """Warm in three of five cases, cool otherwise."""
    warmth = rng.random()
    if rng.random() < 0.6:
        return 1.0, 0.78 + 0.2 * warmth, 0.55 + 0.45 * warmth
    return 0.85 + 0.1 * warmth, 0.93, 1.0


def surroundings(rng: random.Random, strength: float) -> None:
    """A blocky bright-and-dark world, so that shiny things have something to mirror."""
    scene = bpy.context.scene
    world = scene.world or bpy.data.worlds.new("world")
    scene.world = world
    world.use_nodes = True
    tree = world.node_tree
    tree.nodes.clear()
    output, background, where, cells, ramp = (tree.nodes.new(kind) for kind in (
        "ShaderNodeOutputWorld", "ShaderNodeBackground", "ShaderNodeTexCoord",
        "ShaderNodeTexVoronoi", "ShaderNodeValToRGB"))
    cells.inputs["Scale"].default_value = rng.uniform(1.2, 4)
    cells.distance = "CHEBYCHEV"
    dark, bright = ramp.color_ramp.elements
    dark.color = (0.05, 0.05, 0.06, 1)
    bright.color = (*(part * rng.uniform(0.5, 1) for part in light_colour(rng)), 1)
    background.inputs["Strength"].default_value = strength
    for source, target in ((where.outputs["Generated"], cells.inputs["Vector"]),
                           (cells.outputs["Distance"], ramp.inputs["Fac"]),
                           (ramp.outputs["Color"], background.inputs["Color"]),
                           (background.outputs["Background"], output.inputs["Surface"])):
        tree.links.new(source, target)
    # Automatic importance maps cost seconds per picture; a small fixed one is enough.
    world.cycles.sampling_method = "MANUAL"
    world.cycles.sample_map_resolution = 64


def save_render(path: Path) -> None:
    bpy.context.scene.render.filepath = str(path.resolve())
    bpy.ops.render.render(write_still=True)
