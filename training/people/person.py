"""A whole person, ready to be drawn in any pose: RGBA layers of 640 x 480."""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from render import light_map

from . import body, hair, head, skin
from .camera import Camera, Hits, Shadows, rotation
from .grid import Mesh, merge
from .light import Light, lit, lit_hair
from .looks import PEOPLE


@dataclass(frozen=True)
class Pose:
    """Angles in degrees; yaw > 0 turns the nose to the image's right. Metres for the place."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    x: float = 0.0
    z: float = 0.0
    distance: float = 0.75
    body_yaw: float = 0.0
    closed: float = 0.0


@dataclass
class Person:
    solid: Mesh
    furs: list[tuple[hair.Fur, list[Mesh]]]
    skin: dict[float, np.ndarray]
    name: str


@lru_cache(maxsize=8)
def person(name: str) -> Person:
    looks = PEOPLE[name]
    grids = [head.head(looks), body.neck(looks), body.shirt(looks)]
    if not (looks.hair and looks.hair.long):
        grids += [head.ear(looks, -1), head.ear(looks, 1)]
    if looks.glasses:
        grids += body.glasses(looks)
    furs = []
    for fur in hair.furs(looks):
        meshes = [merge([shell]) for shell in fur.shells]
        kept = (fur.cover.reshape(-1)[meshes[0].triangles] > 0.02).any(1)
        for mesh in meshes:
            mesh.triangles = mesh.triangles[kept]
        furs.append((fur, meshes))
    return Person(merge(grids), furs, {}, name)


def _posed(mesh: Mesh, pose: Pose) -> tuple[np.ndarray, np.ndarray]:
    turned = rotation(pose.yaw, pose.pitch, pose.roll).astype(np.float32)
    still = rotation(pose.body_yaw, 0, 0).astype(np.float32)
    pivot = head.PIVOT.astype(np.float32)
    share = mesh.moves[:, None]
    points = mesh.points - pivot
    points = share * (points @ turned.T) + (1 - share) * (points @ still.T)
    normals = share * (mesh.normals @ turned.T) + (1 - share) * (mesh.normals @ still.T)
    return points + pivot + np.array([pose.x, 0, pose.z], np.float32), normals


def _albedo(subject: Person, hits: Hits, closed: float) -> tuple[np.ndarray, ...]:
    looks, mesh = PEOPLE[subject.name], subject.solid
    part = mesh.part[hits.corners[:, 0]]
    if closed not in subject.skin:
        subject.skin[closed] = skin.paint(looks, closed)
    uv = hits.of(mesh.uv)
    texture = subject.skin[closed]
    colour = light_map.sample(
        texture, uv[:, 0] * skin.SCALE + skin.SIDE / 2 - 0.5,
        np.clip(skin.SIDE / 2 - uv[:, 1] * skin.SCALE - 0.5, 0, skin.SIDE - 1))
    plain = (np.array(looks.skin, np.float32) / 255) ** 2.2
    ear, cloth, frame = (part == number for number in (head.EAR, head.SHIRT, head.FRAME))
    colour[ear] = plain * uv[ear, 1:] * np.array([1.0, 0.86, 0.84], np.float32)
    colour[cloth] = (np.array(looks.shirt, np.float32) / 255) ** 2.2
    if looks.glasses:
        colour[frame] = (np.array(looks.glasses, np.float32) / 255) ** 2.2
    gloss = np.where(cloth, 0.06, np.where(frame, 1.6, 0.62)).astype(np.float32)
    return colour, gloss, (~(cloth | frame)).astype(np.float32)


def draw(name: str, pose: Pose, light: Light, oversample: float = 2.0) -> np.ndarray:
    """Linear premultiplied RGBA float32, HEIGHT x WIDTH."""
    subject, camera = person(name), Camera(pose.distance, oversample)
    points, normals = _posed(subject.solid, pose)
    coats = [[_posed(mesh, pose) for mesh in meshes] for _, meshes in subject.furs]
    shadows = Shadows(light, np.array([pose.x, 0, pose.z - 0.05]))
    shadows.cast(points, subject.solid.triangles)
    for (fur, meshes), coat in zip(subject.furs, coats):
        thick = (fur.cover.reshape(-1)[meshes[0].triangles] > 0.5).all(1)
        shadows.cast(coat[2][0], meshes[2].triangles[thick])
    hits, depth = camera.shoot(points, subject.solid.triangles)
    image = np.zeros((camera.size ** 2, 4), np.float32)
    if not len(hits.pixels):
        return camera.picture(image)
    spot, normal = hits.of(points), hits.of(normals)
    normal /= np.maximum(1e-6, np.linalg.norm(normal, axis=1, keepdims=True))
    view = camera.eye - spot
    view /= np.linalg.norm(view, axis=1, keepdims=True)
    colour, gloss, flesh = _albedo(subject, hits, pose.closed)
    shade = shadows.look(spot, 0.004, 5.0)
    colour = lit(light, colour, normal, view, shade, gloss, flesh)
    image[hits.pixels, :3], image[hits.pixels, 3] = colour, 1
    solid_depth = np.full(camera.size ** 2, 9e9, np.float32)
    solid_depth[hits.pixels] = depth
    for (fur, meshes), coat in zip(subject.furs, coats):
        _comb(fur, meshes, coat, camera, light, shadows, image, solid_depth, pose)
    return camera.picture(image)


def _comb(fur: hair.Fur, meshes: list[Mesh], coat: list[tuple[np.ndarray, np.ndarray]],
          camera: Camera, light: Light, shadows: Shadows, image: np.ndarray,
          solid_depth: np.ndarray, pose: Pose) -> None:
    """Lay the shells of one fur over the picture, from the root outwards."""
    tone = (np.array(fur.colour, np.float32) / 255) ** 2.2
    turned = rotation(pose.yaw, pose.pitch, pose.roll).astype(np.float32)
    tangents = fur.tangent.reshape(-1, 3).astype(np.float32) @ turned.T
    cover = fur.cover.reshape(-1).astype(np.float32)
    height, width = fur.strands.shape
    for k, (mesh, (points, normals)) in enumerate(zip(meshes, coat)):
        share = k / max(1, len(meshes) - 1)
        hits, depth = camera.shoot(points, mesh.triangles)
        if not len(hits.pixels):  # outside the picture
            continue
        normal = hits.of(normals)
        spot = hits.of(points)
        view = camera.eye - spot
        view /= np.linalg.norm(view, axis=1, keepdims=True)
        uv = hits.of(mesh.uv)
        strand = light_map.sample(fur.strands, (uv[:, 0] % 1 * (width - 1)).astype(np.float32),
                                  (uv[:, 1] % 1 * (height - 1)).astype(np.float32))[:, 0]
        grown = hits.of(cover)
        gaps = (0.15 + 0.62 * share) * (1 - strand) + 0.25 * share * (1 - grown)
        alpha = np.clip((grown * 1.25 - 0.15 - gaps) * 7, 0, 1)
        visible = (depth < solid_depth[hits.pixels] + 0.001) & (alpha > 0.01)
        if not visible.any():
            continue
        pixels, alpha = hits.pixels[visible], alpha[visible][:, None]
        normal = normal[visible]
        normal /= np.maximum(1e-6, np.linalg.norm(normal, axis=1, keepdims=True))
        facing = np.sign((normal * view[visible]).sum(1, keepdims=True))
        tangent = hits.of(tangents)[visible]
        shade = shadows.look(spot[visible], 0.010, 6.0)
        albedo = tone * (0.30 + 1.5 * strand[visible] ** 1.3 * (0.4 + 0.6 * share))[:, None]
        colour = lit_hair(light, albedo, normal * facing, tangent, view[visible], shade)
        image[pixels, :3] = image[pixels, :3] * (1 - alpha) + colour * alpha
        image[pixels, 3:] = image[pixels, 3:] * (1 - alpha) + alpha
