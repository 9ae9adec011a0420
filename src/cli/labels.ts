import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { DEMO_CATALOGUE } from '../shop/index.js';
import { CliError, print } from './fail.js';
import { LABELS_DIR } from './settings.js';

/** Millimetres: an A4 sheet with two rows of two labels, larger than the packages so that any webcam reads them. */
const PAGE = { margin: 12, columns: 2, rows: 2, cell: { width: 93, height: 136 } } as const;
const LABEL = { width: 82, height: 118 } as const;
const POINTS_PER_MM = 72 / 25.4;
const CUT_LINE = '#9a9a9a';

export function labelsCommand(): Command {
  return new Command('labels')
    .requiredOption('--pdf <file>', 'where to write the sheets (A4, four labels a sheet)')
    .addHelpText(
      'after',
      `
Print at full size in colour, cut along the lines, and hold a label up to the camera like a package. The labels of the
three bottles are not recognised flat: wrap them round a bottle.

Example:
  $ yolo1125 labels --pdf labels.pdf`,
    )
    .action(labels);
}

async function labels({ pdf }: { pdf: string }): Promise<void> {
  const sheets = new PDFDocument({ size: 'A4', margin: 0, info: { Title: 'YOLO1125 demo labels' } });
  const perSheet = PAGE.columns * PAGE.rows;
  for (const [index, { id }] of DEMO_CATALOGUE.entries()) {
    if (index > 0 && index % perSheet === 0) sheets.addPage();
    await drawLabel(sheets, id, index % perSheet);
  }
  sheets.end();
  await pipeline(sheets, createWriteStream(pdf)).catch((error: Error) => {
    throw new CliError(`${pdf} cannot be written: ${error.message}`);
  });
  print(
    `${pdf}: ${DEMO_CATALOGUE.length} labels on ${Math.ceil(DEMO_CATALOGUE.length / perSheet)} A4 sheets`,
  );
}

/** Draws one label in the middle of its place on the sheet, with the line to cut along and its class name below. */
async function drawLabel(sheets: PDFKit.PDFDocument, slug: string, place: number): Promise<void> {
  const file = join(LABELS_DIR, `${slug}.png`);
  const { width: pixelsWide = 1, height: pixelsHigh = 1 } = await sharp(file).metadata();
  const scale = Math.min(LABEL.width / pixelsWide, LABEL.height / pixelsHigh);
  const width = points(pixelsWide * scale);
  const height = points(pixelsHigh * scale);
  const left = points(PAGE.margin + (place % PAGE.columns) * PAGE.cell.width);
  const top = points(PAGE.margin + Math.floor(place / PAGE.columns) * PAGE.cell.height);
  const x = left + (points(PAGE.cell.width) - width) / 2;
  sheets.image(file, x, top, { width, height });
  sheets.lineWidth(0.4).dash(3, { space: 2 }).rect(x, top, width, height).stroke(CUT_LINE).undash();
  sheets.fontSize(8).fillColor(CUT_LINE);
  sheets.text(slug, left, top + height + 4, { width: points(PAGE.cell.width), align: 'center' });
}

function points(millimetres: number): number {
  return millimetres * POINTS_PER_MM;
}
