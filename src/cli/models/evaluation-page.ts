/** An evaluation as one HTML file that needs nothing else: figures, tables, pictures of the mistakes. */
import sharp from 'sharp';
import {
  type Dataset,
  type Evaluation,
  isRight,
  type JudgedPicture,
  type Judgement,
} from '../../vision/index.js';
import { escapeXml } from '../draw.js';
import type { EvaluationFacts } from './evaluate.js';
import { asShare, confusionHead, confusionRows, remarksOf } from './evaluation-text.js';

/** A page that a browser still opens at once. */
const MOST_PICTURES = 60;
const WIDTH = 480;

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1a1a1a; background: #fff }
.figures { display: flex; flex-wrap: wrap; gap: 1rem 3rem; padding: 0; list-style: none } .figures b { display: block; font-size: 2rem }
.wide { overflow-x: auto } table { border-collapse: collapse } th, td { padding: .25rem .75rem; text-align: right; border-bottom: 1px solid #ccc }
th:first-child, td:first-child { text-align: left; white-space: nowrap } td.wrong { background: #fde0d9; font-weight: bold }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1.5rem } figure { margin: 0 }
figure svg { width: 100%; height: auto; display: block } figcaption { font-size: .9rem; overflow-wrap: anywhere }
.truth { fill: none; stroke: #009e73; stroke-dasharray: 6 4 } .found { fill: none; stroke: #d55e00 }
text { font: bold 15px system-ui, sans-serif; paint-order: stroke; stroke: #fff; stroke-width: 3px } text.of-truth { fill: #00664b } text.of-found { fill: #a34700 }
`;

export async function asPage(result: Evaluation, dataset: Dataset, facts: EvaluationFacts): Promise<string> {
  const wrong = result.pictures
    .filter(({ judgements }) => !judgements.every(isRight))
    .sort((a, b) => mistakes(b) - mistakes(a));
  const shown = await Promise.all(wrong.slice(0, MOST_PICTURES).map((picture) => figureOf(picture, dataset)));
  const figures = [
    ['mAP50', asShare(result.map50)],
    ['mAP50-95', asShare(result.map50to95)],
    [`precision at ${facts.confidence}`, asShare(result.precision)],
    [`recall at ${facts.confidence}`, asShare(result.recall)],
    ['ms a picture', result.ms.toFixed(0)],
  ];
  const classes = result.classes.map((one) => [
    `${one.classId} ${one.name}`,
    String(one.truths),
    ...[one.ap50, one.ap50to95, one.precision, one.recall].map(asShare),
  ]);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeXml(facts.model)}: evaluation</title><style>${STYLE}</style></head><body>
<h1>${escapeXml(facts.model)}</h1>
<p>On ${result.pictures.length} pictures of ${escapeXml(facts.dataset)}, split ${escapeXml(facts.split)}.</p>
${remarksOf(result, dataset)
  .map((remark) => `<p>${escapeXml(remark)}</p>`)
  .join('')}
<ul class="figures">${figures.map(([name, value]) => `<li><b>${value}</b>${name}</li>`).join('')}</ul>
<h2>Classes</h2>
${tableOf(['class', 'products', 'AP50', 'AP50-95', 'precision', 'recall'], classes)}
<h2>What is what</h2>
<p>A row is what lies there, a column what it was taken for, at ${facts.confidence}.</p>
${tableOf(confusionHead(result), confusionRows(result), true)}
<h2>Mistakes</h2>
<p>${wrong.length} of ${result.pictures.length} pictures have mistakes${wrong.length > shown.length ? `; the ${shown.length} with the most are shown` : ''}. Dashed green: what lies there and was missed or taken for something else. Orange: what was found wrongly.</p>
<div class="pictures">${shown.join('\n')}</div>
</body></html>
`;
}

function mistakes({ judgements }: JudgedPicture): number {
  return judgements.filter((judgement) => !isRight(judgement)).length;
}

/** @param square mark what is not on the diagonal */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[], square = false): string {
  const isWrong = (row: number, column: number, cell: string) =>
    square && column > 0 && column !== row + 1 && cell !== '0';
  const cells = (row: readonly string[], index: number) =>
    row
      .map(
        (cell, column) =>
          `<td${isWrong(index, column, cell) ? ' class="wrong"' : ''}>${escapeXml(cell)}</td>`,
      )
      .join('');
  return (
    `<div class="wide"><table><thead><tr>${head.map((cell) => `<th scope="col">${escapeXml(cell)}</th>`).join('')}</tr></thead>` +
    `<tbody>${rows.map((row, index) => `<tr>${cells(row, index)}</tr>`).join('')}</tbody></table></div>`
  );
}

async function figureOf({ file, size, judgements }: JudgedPicture, { classes }: Dataset): Promise<string> {
  const jpeg = await sharp(file)
    .rotate()
    .resize({ width: WIDTH, withoutEnlargement: true })
    .flatten()
    .jpeg({ quality: 75 })
    .toBuffer();
  const wrong = judgements.filter((judgement) => !isRight(judgement));
  const stroke = Math.max(1, size.width / 240);
  const nameOf = (classId: number) => classes.get(classId) ?? `class ${classId}`;
  const boxes = wrong.flatMap(({ truth, found }) => [
    ...(truth ? [drawn('truth', truth.box, nameOf(truth.classId), stroke)] : []),
    ...(found
      ? [drawn('found', found.box, `${nameOf(found.classId)} ${found.score.toFixed(2)}`, stroke)]
      : []),
  ]);
  const said = wrong.map((judgement) => describe(judgement, nameOf)).join('; ');
  return (
    `<figure><svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeXml(said)}">` +
    `<image width="${size.width}" height="${size.height}" href="data:image/jpeg;base64,${jpeg.toString('base64')}"/>${boxes.join('')}</svg>` +
    `<figcaption>${escapeXml(file)}<br>${escapeXml(said)}</figcaption></figure>`
  );
}

function drawn(
  kind: 'truth' | 'found',
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  text: string,
  stroke: number,
): string {
  const size = stroke * 8;
  const y = kind === 'truth' ? Math.max(size, y1 - stroke * 2) : y2 - stroke * 3;
  return (
    `<rect class="${kind}" x="${x1}" y="${y1}" width="${x2 - x1}" height="${y2 - y1}" stroke-width="${stroke}"/>` +
    `<text class="of-${kind}" x="${x1 + stroke}" y="${y}" style="font-size:${size}px">${escapeXml(text)}</text>`
  );
}

function describe({ truth, found }: Judgement, nameOf: (classId: number) => string): string {
  if (truth && found) return `${nameOf(truth.classId)} taken for ${nameOf(found.classId)}`;
  if (truth) return `${nameOf(truth.classId)} missed`;
  return `${nameOf(found?.classId ?? -1)} where nothing is`;
}
