"""Turns the balls of `grip.py` into a smooth hand with sleeve. Runs inside Blender."""
from __future__ import annotations

import bmesh
import bpy
import numpy as np
from mathutils import Matrix, Vector

from . import stage
from .grip import Chain, Grip, HandShape, close_hand
from .mesh import Surface

VOXEL = 0.0024  # metres; finer costs time, coarser loses the gaps between fingers
SKINS = ("#e8b896", "#d9a27c", "#f2cdb0", "#b97f5a", "#8d5a3c")
SLEEVES = ("#31507a", "#7c2a38", "#2f5d4a", "#d9d9d4", "#2a2b31", "#6a6f78", "#b8873a")


def _ball_mesh(chains: list[Chain], subdivisions: int = 2) -> bpy.types.Mesh:
    """All balls as one mesh of overlapping spheres."""
    sphere = bmesh.new()
    bmesh.ops.create_icosphere(sphere, subdivisions=subdivisions, radius=1)
    unit = np.array([vertex.co for vertex in sphere.verts])
    triangles = np.array([[vertex.index for vertex in face.verts] for face in sphere.faces])
    sphere.free()
    centres = np.concatenate([chain.points for chain in chains])
    radii = np.concatenate([chain.radii for chain in chains])
    vertices = (centres[:, None] + unit[None] * radii[:, None, None]).reshape(-1, 3)
    faces = (triangles[None] + np.arange(len(radii))[:, None, None] * len(unit)).reshape(-1, 3)
    mesh = bpy.data.meshes.new("hand")
    mesh.from_pydata(vertices.tolist(), [], faces.tolist())
    mesh.update()
    return mesh


def _melted(chains: list[Chain], colour: str, roughness: float, smoothing: int,
            voxel: float = VOXEL) -> bpy.types.Object:
    """One smooth body out of the balls."""
    thing = bpy.data.objects.new("hand", _ball_mesh(chains))
    bpy.context.scene.collection.objects.link(thing)
    melt = thing.modifiers.new("melt", "REMESH")
    melt.mode, melt.voxel_size, melt.use_smooth_shade = "VOXEL", voxel, True
    soften = thing.modifiers.new("soften", "SMOOTH")
    soften.factor, soften.iterations = 0.5, smoothing
    # Bake the modifiers once, or every frame of a clip would melt the hand again.
    evaluated = thing.evaluated_get(bpy.context.evaluated_depsgraph_get())
    baked = bpy.data.meshes.new_from_object(evaluated)
    thing.modifiers.clear()
    thing.data = baked
    for polygon in baked.polygons:
        polygon.use_smooth = True
    baked.materials.clear()
    baked.materials.append(stage.material(Surface(colour, roughness=roughness)))
    return thing


def _nail(middle: np.ndarray, outward: np.ndarray, forward: np.ndarray,
          finish: bpy.types.Material) -> bpy.types.Object:
    mesh = bpy.data.meshes.new("nail")
    ball = bmesh.new()
    bmesh.ops.create_icosphere(ball, subdivisions=2, radius=1)
    ball.to_mesh(mesh)
    ball.free()
    for polygon in mesh.polygons:
        polygon.use_smooth = True
    mesh.materials.append(finish)
    thing = bpy.data.objects.new("nail", mesh)
    bpy.context.scene.collection.objects.link(thing)
    out, along = Vector(outward).normalized(), Vector(forward).normalized()
    across = out.cross(along)
    axes = Matrix((across * 0.0046, along * 0.0056, out * 0.0012)).transposed().to_4x4()
    thing.matrix_world = Matrix.Translation(Vector(middle) - along * 0.001) @ axes
    return thing


def add_hand(grip: Grip, arm_side: int, arm_direction: tuple[float, float, float], skin: str,
             sleeve: str, parent: bpy.types.Object | None = None) -> list[bpy.types.Object]:
    """A hand holding a package, in the package's coordinates, hung on `parent`."""
    shape: HandShape = close_hand(grip, arm_side, np.array(arm_direction))
    things = [_melted(shape.skin, skin, 0.5, 5), _melted([shape.sleeve], sleeve, 0.9, 2, 0.006)]
    finish = stage.material(Surface(_lighter(skin), roughness=0.25))
    things += [_nail(*nail, finish) for nail in shape.nails]
    if parent:
        for thing in things:
            thing.parent = parent
    return things


def _lighter(colour: str) -> str:
    parts = [int(colour[i:i + 2], 16) for i in (1, 3, 5)]
    pink = (250, 214, 206)
    return "#" + "".join(f"{int(p * 0.55 + q * 0.45):02x}" for p, q in zip(parts, pink))
