import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import ora from 'ora';
import {
  type Dataset,
  type Evaluation,
  evaluate,
  readDataset,
  startAnalysisPool,
} from '../../vision/index.js';
import { CliError, print } from '../fail.js';
import { settings, share } from '../settings.js';
import { asPage } from './evaluation-page.js';
import { asText } from './evaluation-text.js';
import { fileOfModel } from './which.js';

interface EvaluateFlags {
  readonly data: string;
  readonly split: string;
  readonly conf: number;
  readonly workers?: number;
  readonly html?: string;
  readonly json?: string;
}

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description(
      'Measure a model on labelled pictures (YOLO layout): mAP, precision, recall, what is taken for what.',
    )
    .argument('<model>', 'an ONNX file, or a name of "yolo1125 models list"')
    .argument('<dataset>', 'data.yaml, or the folder it lies in')
    .option('--split <name>', 'train, val or test', 'val')
    .option(
      '--conf <share>',
      "the store's threshold: what is seen at a score below it does not count",
      share,
      0.7,
    )
    .option('--html <file>', 'write a page with pictures of the mistakes')
    .option('--json <file>', 'write everything, each box included')
    .addOption(settings.workers())
    .addOption(settings.data())
    .addHelpText(
      'after',
      `
Classes are matched by their names. Average precision is COCO's (101 recalls, overlaps 0.50 to 0.95); precision, recall
and the table of confusions are at the store's threshold and an overlap of half.

Examples:
  $ yolo1125 models evaluate spring photos/data.yaml --html mistakes.html
  $ yolo1125 models evaluate best.onnx photos --split test --conf 0.6`,
    )
    .action(run);
}

async function run(model: string, place: string, flags: EvaluateFlags): Promise<void> {
  const file = await fileOfModel(model, flags);
  const dataset = await readDataset(place, flags.split).catch((error: Error) => {
    throw new CliError(error.message);
  });
  const result = await measure(file, dataset, flags);
  const facts = { model, dataset: dataset.file, split: flags.split, confidence: flags.conf };
  for (const line of asText(result, dataset, flags.conf)) print(line);
  if (flags.json !== undefined) await writeFile(flags.json, JSON.stringify(asJson(result, dataset, facts)));
  if (flags.html !== undefined) {
    await writeFile(flags.html, await asPage(result, dataset, facts));
    print(`the mistakes are shown in ${flags.html}`);
  }
}

async function measure(
  modelFile: string,
  dataset: Dataset,
  { conf, workers }: EvaluateFlags,
): Promise<Evaluation> {
  const line = ora({ stream: process.stderr, isSilent: !process.stderr.isTTY }).start('loading the model');
  const pool = await startAnalysisPool({ modelFile, ...(workers === undefined ? {} : { workers }) }).catch(
    (error: Error) => {
      line.stop();
      throw new CliError(error.message);
    },
  );
  try {
    return await evaluate(pool, dataset, conf, (done) => {
      line.text = `${done} of ${dataset.pictures.length} pictures`;
    });
  } catch (error) {
    throw new CliError((error as Error).message);
  } finally {
    line.stop();
    await pool.close();
  }
}

/** What the evaluation was made of. */
export interface EvaluationFacts {
  readonly model: string;
  readonly dataset: string;
  readonly split: string;
  readonly confidence: number;
}

function asJson(result: Evaluation, { classes, unlabelled }: Dataset, facts: EvaluationFacts) {
  const { pictures, ...rest } = result;
  return {
    ...facts,
    ...rest,
    names: Object.fromEntries(classes),
    unlabelled,
    pictures: pictures.map(({ file, size, truths, found, ms }) => ({ file, ...size, ms, truths, found })),
  };
}
