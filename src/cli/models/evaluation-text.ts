/** An evaluation for the terminal. */
import type { Dataset, Evaluation } from '../../vision/index.js';

/** `0.957`, or a dash where there is nothing to say. */
export const asShare = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

export function asText(result: Evaluation, dataset: Dataset, confidence: number): readonly string[] {
  const { classes, pictures, map50, map50to95, precision, recall, ms } = result;
  const truths = classes.reduce((sum, one) => sum + one.truths, 0);
  return [
    `${pictures.length} pictures, ${truths} products, ${ms.toFixed(0)} ms a picture in a worker`,
    ...remarksOf(result, dataset),
    '',
    `mAP50 ${asShare(map50)}   mAP50-95 ${asShare(map50to95)}   (COCO, 101 recalls)`,
    `at ${confidence}: precision ${asShare(precision)}   recall ${asShare(recall)}`,
    '',
    ...table(
      ['class', 'products', 'AP50', 'AP50-95', 'precision', 'recall'],
      classes.map((one) => [
        one.name,
        String(one.truths),
        asShare(one.ap50),
        asShare(one.ap50to95),
        asShare(one.precision),
        asShare(one.recall),
      ]),
    ),
    '',
    `what is what, at ${confidence}: a row is what lies there, a column what it was taken for`,
    ...table(confusionHead(result), confusionRows(result)),
  ];
}

/** Where model and dataset do not speak of the same. */
export function remarksOf(
  { unknownToModel, unknownToDataset }: Evaluation,
  { unlabelled }: Dataset,
): readonly string[] {
  return [
    ...(unknownToModel.length > 0
      ? [`not known to the model, so always missed: ${unknownToModel.join(', ')}`]
      : []),
    ...(unknownToDataset.length > 0
      ? [`not in the dataset, so left out: ${unknownToDataset.join(', ')}`]
      : []),
    ...(unlabelled > 0 ? [`${unlabelled} picture(s) without a label file count as pictures of nothing`] : []),
  ];
}

const NOTHING = 'nothing';

export function confusionHead({ classes }: Evaluation): readonly string[] {
  return ['', ...classes.map(({ classId }) => String(classId)), NOTHING];
}

/** Rows of the classes that the dataset names, then what was found where nothing is. */
export function confusionRows({ classes, confusion }: Evaluation): readonly (readonly string[])[] {
  const last = confusion.length - 1;
  const columns = [...classes.map(({ classId }) => classId), last];
  const row = (name: string, id: number) => [
    name,
    ...columns.map((column) => String(confusion[id]?.[column] ?? 0)),
  ];
  return [...classes.map(({ classId, name }) => row(`${classId} ${name}`, classId)), row(NOTHING, last)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}
