/** 468 points of one face: MediaPipe's face mesh, the 192-pixel model of @vladmandic/human. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import { openSession } from '../model/ort-session.js';
import type { FoundFace } from './finder.js';
import { type Affine, apply, type Point, scaleOf } from './geometry.js';
import { cutView, type Picture } from './picture.js';

export interface FaceMesh {
  /** x, y, z of each point one after the other; pixels of the picture, z away from the camera. */
  readonly points: Float32Array;
  /** Whether this is a face at all, 0 … 1; true ones give 0.99 and more. */
  readonly presence: number;
}

export interface MeshModel {
  measure(picture: Picture, face: FoundFace): Promise<FaceMesh>;
  close(): Promise<void>;
}

export const MESH_POINTS = 468;
const SIDE = 192;
/** The view is this much larger than the found box, as MediaPipe cuts it. */
const MARGIN = 1.5;

export async function loadMesh(file: string): Promise<MeshModel> {
  const session = await openSession(await readFile(file));
  return {
    async measure(picture, face) {
      const toPicture = viewOf(face, picture.shrink);
      const pixels = cutView(picture, toPicture, { width: SIDE, height: SIDE }, { mean: 0, scale: 1 / 255 });
      const outputs = await session.run({ input: new ort.Tensor('float32', pixels, [1, 3, SIDE, SIDE]) });
      const mesh = outputs.mesh?.data as Float32Array;
      const points = new Float32Array(3 * MESH_POINTS);
      for (let index = 0; index < points.length; index += 3) {
        const [x, y] = apply(toPicture, mesh[index] as number, mesh[index + 1] as number);
        points[index] = x;
        points[index + 1] = y;
        points[index + 2] = (mesh[index + 2] as number) * scaleOf(toPicture);
      }
      const flag = outputs.flag?.data as Float32Array;
      return { points, presence: flag[0] as number };
    },
    close: () => session.release(),
  };
}

/** A square round the face, turned so that the eyes are level. */
function viewOf({ box, eyes }: FoundFace, shrink: number): Affine {
  const [x1, y1, x2, y2] = box.map((value) => value / shrink) as [number, number, number, number];
  const angle = Math.atan2(eyes[1][1] - eyes[0][1], eyes[1][0] - eyes[0][0]);
  const scale = (Math.max(x2 - x1, y2 - y1) * MARGIN) / SIDE;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const half = SIDE / 2;
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return [cos, -sin, x - cos * half + sin * half, sin, cos, y - sin * half - cos * half];
}

export function pointOf({ points }: FaceMesh, index: number): Point {
  return [points[index * 3] as number, points[index * 3 + 1] as number];
}

export interface Pose {
  /** Degrees; positive when the face looks towards the picture's right. */
  readonly yaw: number;
  /** Degrees; positive when it looks down. */
  readonly pitch: number;
  /** Degrees; positive when its right-hand side in the picture is lower. */
  readonly roll: number;
}

/** Mesh numbers: the cheeks beside the ears, the middle of the hairline, the chin. */
const [LEFT_CHEEK, RIGHT_CHEEK, FOREHEAD, CHIN] = [234, 454, 10, 152];

/** Where the face looks, from the depth of the mesh. */
export function poseOf(mesh: FaceMesh): Pose {
  const [left, right, forehead, chin] = [LEFT_CHEEK, RIGHT_CHEEK, FOREHEAD, CHIN].map((index) => ({
    x: mesh.points[index * 3] as number,
    y: mesh.points[index * 3 + 1] as number,
    z: mesh.points[index * 3 + 2] as number,
  })) as [Point3, Point3, Point3, Point3];
  const flat = (a: Point3, b: Point3) => Math.hypot(b.x - a.x, b.y - a.y);
  return {
    yaw: degrees(Math.atan2(right.z - left.z, flat(left, right))),
    pitch: degrees(Math.atan2(chin.z - forehead.z, flat(forehead, chin))),
    roll: degrees(Math.atan2(right.y - left.y, right.x - left.x)),
  };
}

interface Point3 {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const degrees = (radians: number): number => (radians * 180) / Math.PI;
