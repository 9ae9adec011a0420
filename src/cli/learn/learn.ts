import { Command } from 'commander';
import { classNameOfReference } from '../../daemon/learned/references.js';
import { AppError, PACKAGE_CLASS } from '../../protocol/index.js';
import {
  idForName,
  MIN_LEARNED_VIEWS,
  type Product,
  ProductInput,
  productNamed,
  type Store,
  teach,
} from '../../shop/index.js';
import { reportLesson, type Study } from '../../vision/index.js';
import { CliError, print } from '../fail.js';
import { confirm } from '../prompt.js';
import { integer, settings } from '../settings.js';
import { type StoreFlags, withStore } from '../store.js';
import { box as parseBox } from './box.js';
import { studyCamera, studyClip, studyFiles } from './collect.js';
import { forgetLearned, listLearned } from './list.js';
import { isReference, openTeacher, othersThan, type Teacher } from './tools.js';
import { describeReport } from './words.js';

interface LearnFlags extends StoreFlags {
  readonly price?: number;
  readonly stock?: number;
  readonly id?: string;
  readonly image?: readonly string[];
  readonly clip?: string;
  readonly camera?: string;
  readonly box?: ReturnType<typeof parseBox>;
  readonly packageEmbedder: string;
  readonly yes?: boolean;
  readonly list?: boolean;
  readonly forget?: string;
}

/** Score from which the localiser itself takes the product for one that it was trained on. */
const TRAINED_SCORE = 0.7;

export function learnCommand(): Command {
  return new Command('learn')
    .argument('[name]', 'name of the product, new or known, or the id of a known one')
    .option('--price <twd>', 'whole NT$; needed for a new product', integer(0, 1_000_000))
    .option('--stock <number>', 'items on the shelf of a new product', integer(0, 1_000_000))
    .option('--id <id>', 'id of a new product (default: made of its name)')
    .option('--image <files...>', 'pictures of the product, best 8 to 16, from several sides')
    .option('--clip <file>', 'a recording of it: folder of JPEGs, .mjpeg, or a video with ffmpeg')
    .option('--camera <device>', 'take the pictures from a camera, e.g. 0; "yolo1125 cameras" lists them')
    .option(
      '--box <x,y,width,height>',
      'where it is on the pictures, pixels (default: it is found)',
      parseBox,
    )
    .option('--yes', 'go on although it looks like another product')
    .option('--list', 'list what was learned')
    .option('--forget <name>', 'forget how a product looks; the product stays in the catalogue')
    .addOption(settings.packageEmbedder())
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      `
Without any training: the product is recognised by its looks from the next frame on, also by a running daemon. More pictures
of the same product are added to those before.

Examples:
  $ yolo1125 learn 紅茶拿鐵 --price 35 --image front.jpg back.jpg left.jpg right.jpg
  $ yolo1125 learn 紅茶拿鐵 --camera 0
  $ yolo1125 learn --list
  $ yolo1125 learn --forget 紅茶拿鐵`,
    )
    .action(learn);
}

async function learn(name: string | undefined, flags: LearnFlags): Promise<void> {
  if (flags.list) return withStore(flags, listLearned);
  if (flags.forget !== undefined)
    return withStore(flags, (store) => forgetLearned(store, flags.forget ?? ''));
  const sources = [flags.image, flags.clip, flags.camera].filter((source) => source !== undefined);
  if (name === undefined) throw new CliError('say which product: yolo1125 learn NAME', 2);
  if (sources.length !== 1) throw new CliError('give one of --image, --clip and --camera', 2);
  await withStore(flags, async (store) => {
    const product = productNamed(await store.listProducts(), flags.id ?? name);
    if (product === null && flags.price === undefined)
      throw new CliError(`there is no product "${name}" yet; give its --price`, 2);
    const teacher = await openTeacher(flags.packageEmbedder);
    try {
      await teachFrom(store, teacher, product, name, flags);
    } finally {
      await teacher.close();
    }
  });
}

async function teachFrom(
  store: Store,
  teacher: Teacher,
  product: Product | null,
  name: string,
  flags: LearnFlags,
): Promise<void> {
  const started = performance.now();
  const studies = await collect(teacher, flags);
  const id = product?.id ?? flags.id ?? idForName(name);
  const known = (await store.findLearned(id))?.views.length ?? 0;
  if (studies.length + known < MIN_LEARNED_VIEWS)
    throw new CliError(
      `${studies.length} good picture(s), at least ${MIN_LEARNED_VIEWS} are needed; nothing was learned. Show other sides`,
    );
  await warnOfLookAlikes(store, teacher, id, studies, flags.yes === true);
  await saveProduct(store, product, { id, name, ...flags });
  const views = studies.map(({ jpeg, vector }) => ({ jpeg, vector }));
  const learned = await teach(store, id, { embedder: teacher.info.id, views }, teacher.embedCrops);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  print(
    `learned ${name} (${id}): ${views.length} picture(s), ${learned.views.length} in all, after ${seconds} s`,
  );
}

function collect(teacher: Teacher, { image, clip, camera, box }: LearnFlags): Promise<readonly Study[]> {
  if (image !== undefined) return studyFiles(teacher, image, box ?? null);
  if (clip !== undefined) return studyClip(teacher, clip);
  return studyCamera(teacher, camera ?? '0');
}

/** @throws CliError when the owner does not want to go on */
async function warnOfLookAlikes(
  store: Store,
  teacher: Teacher,
  id: string,
  studies: readonly Study[],
  isAgreed: boolean,
): Promise<void> {
  const products = await store.listProducts();
  const ofClass = (className: string) => products.find((product) => product.class_name === className);
  const nameOf = (key: string) => {
    const className = isReference(key) ? classNameOfReference(key) : null;
    const found = className === null ? products.find((one) => one.id === key) : ofClass(className);
    return found?.name ?? className ?? key;
  };
  const others = (await othersThan(store, teacher, id)).filter(
    ({ key }) => !isReference(key) || ofClass(classNameOfReference(key))?.id !== id,
  );
  const vectors = studies.map(({ vector }) => vector);
  const report = reportLesson(vectors, others, teacher.info.rule);
  for (const line of describeReport(report, nameOf)) print(line);
  const warnings = report.lookAlikes.map(
    ({ key, likeness }) =>
      `It looks like ${nameOf(key)} (likeness ${likeness.toFixed(2)}): the two may be mixed up.`,
  );
  for (const [className, count] of await takenFor(teacher, studies))
    if (ofClass(className) && ofClass(className)?.id !== id)
      warnings.push(
        `The product model takes ${count} of ${studies.length} pictures for ${ofClass(className)?.name}.`,
      );
  if (warnings.length === 0) return;
  if (isAgreed) for (const warning of warnings) print(`! ${warning}`);
  else if (!(await confirm([...warnings, 'Learn it all the same?'].join('\n'), '--yes')))
    throw new CliError('nothing was learned');
}

/** Classes that the localiser surely sees in at least half of the pictures. */
async function takenFor(
  teacher: Teacher,
  studies: readonly Study[],
): Promise<readonly (readonly [string, number])[]> {
  const counts = new Map<string, number>();
  for (const { classId, score } of studies) {
    if (classId === null || score < TRAINED_SCORE) continue;
    const className = await teacher.classNameOf(classId);
    if (className !== PACKAGE_CLASS) counts.set(className, (counts.get(className) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 2 >= studies.length);
}

/** Adds a new product; of a known one only what was given is changed. */
async function saveProduct(
  store: Store,
  known: Product | null,
  {
    id,
    name,
    price,
    stock,
  }: { readonly id: string; readonly name: string; readonly price?: number; readonly stock?: number },
): Promise<void> {
  if (known) {
    if (price !== undefined || stock !== undefined) await store.changeProduct(id, { price, stock });
    return;
  }
  const parsed = ProductInput.safeParse({ id, name, price, stock: stock ?? null });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new CliError(`${issue?.path.join('.')}: ${issue?.message}`, 2);
  }
  if (!(await store.addProduct(parsed.data))) throw new AppError('product_exists', id);
}
