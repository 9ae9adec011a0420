/** A picture with its detections drawn on it. */
import sharp from 'sharp';
import { type Analysis, classNameOf, type Detector } from '../vision/index.js';

/** Distinct at a glance and for colour-blind readers (Okabe and Ito 2008). */
const COLOURS = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'];

/** @returns a JPEG */
export async function drawDetections(
  picture: Uint8Array,
  detector: Detector,
  analysis: Analysis,
): Promise<Buffer> {
  const { width, height } = analysis.size;
  const stroke = Math.max(2, Math.round(Math.max(width, height) / 250));
  const font = stroke * 6;
  const shapes = analysis.detections.map(({ classId, score, box: [x1, y1, x2, y2] }) => {
    const colour = COLOURS[classId % COLOURS.length];
    const name = escapeXml(`${classNameOf(detector.info.classes, classId)} ${score.toFixed(2)}`);
    const textY = Math.max(font, y1 - stroke * 2);
    return (
      `<rect x="${x1}" y="${y1}" width="${x2 - x1}" height="${y2 - y1}" fill="none" stroke="${colour}" stroke-width="${stroke}"/>` +
      `<text x="${x1}" y="${textY}" font-family="sans-serif" font-size="${font}" font-weight="bold" fill="${colour}" ` +
      `stroke="#000" stroke-width="${stroke / 2}" paint-order="stroke">${name}</text>`
    );
  });
  const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`;
  return sharp(picture)
    .composite([{ input: Buffer.from(overlay) }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** For text and attributes. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
