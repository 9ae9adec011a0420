import { basename, extname } from 'node:path';
import { Command } from 'commander';
import {
  MODEL_NAME,
  type ModelInfo,
  type SelfTest,
  SHIPPED,
  selfTest,
  startAnalysisPool,
} from '../../vision/index.js';
import { CliError, print } from '../fail.js';
import { integer, settings } from '../settings.js';
import type { StoreFlags } from '../store.js';
import { offerProducts, type ProductOffer } from './products.js';
import { libraryOf } from './which.js';

interface AddFlags extends StoreFlags, ProductOffer {
  readonly name?: string;
  readonly confidence: number;
}

export function addCommand(): Command {
  return new Command('add')
    .description('Take an ONNX detection model into the shop: test it, copy it, show what it would sell.')
    .argument('<file>', 'an ONNX detection model')
    .option('--name <name>', 'what to call it; by default as its file is called')
    .option(
      '--create-missing',
      'create a product for each class that has none, without asking; needs --price',
    )
    .option('--price <twd>', 'price of the products that are created, whole NT$', integer(0, 1_000_000))
    .option('--no-create', 'create no products and do not ask')
    .addOption(settings.confidence())
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      `
It does not sell by the model yet: "yolo1125 models use NAME" does.

Examples:
  $ yolo1125 models add best.onnx --name spring
  $ yolo1125 models add best.onnx --name spring --create-missing --price 35`,
    )
    .action(add);
}

async function add(file: string, flags: AddFlags): Promise<void> {
  if (flags.createMissing && flags.price === undefined)
    throw new CliError('--create-missing needs --price, what the new products cost', 2);
  const name = flags.name ?? nameOf(file);
  const library = libraryOf(flags);
  if (name === SHIPPED || !MODEL_NAME.test(name))
    throw new CliError(
      `"${name}" is no name for a model; give 1 to 64 letters, digits, "_" or "-" with --name`,
      2,
    );
  if (await library.find(name))
    throw new CliError(`there already is a model "${name}"; give another --name, or remove that one first`);
  const { model, test } = await tryModel(file, flags.confidence);
  await library.add(name, model, test.ms);
  const { width, height } = model.input.size;
  print(
    `added as "${name}": ${model.classes.size} classes, ${width}×${height}, ${test.ms.toFixed(0)} ms a picture`,
  );
  if (test.ghosts > 0)
    print(
      `WARNING: it is sure to see ${test.ghosts} product(s) in a picture of nothing; evaluate it before it is used`,
    );
  await offerProducts(flags, model.classes);
  print(`next: yolo1125 models evaluate ${name} DATASET, then yolo1125 models use ${name}`);
}

/** By the daemon's own workers: what answers here, answers there. @throws CliError when it does not */
async function tryModel(file: string, confidence: number): Promise<{ model: ModelInfo; test: SelfTest }> {
  const pool = await startAnalysisPool({ modelFile: file, workers: 1 }).catch((error: Error) => {
    throw new CliError(error.message);
  });
  try {
    return { model: pool.model, test: await selfTest(pool, confidence) };
  } catch (error) {
    const { message } = ((error as Error).cause as Error | undefined) ?? (error as Error);
    throw new CliError(`${file}: it loads, but the self-test failed: ${message}`);
  } finally {
    await pool.close();
  }
}

/** `runs/best (2).onnx` → `best-2`. */
function nameOf(file: string): string {
  return basename(file, extname(file))
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-|-$/g, '');
}
