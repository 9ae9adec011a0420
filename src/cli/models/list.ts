import { Command } from 'commander';
import { readChoice } from '../../vision/index.js';
import { print } from '../fail.js';
import { settings } from '../settings.js';
import { libraryOf } from './which.js';

interface ListFlags {
  readonly data: string;
  readonly json?: boolean;
}

export function listCommand(): Command {
  return new Command('list')
    .description('The models of this shop; * is the one it sells by.')
    .option('--json', 'as one JSON array')
    .addOption(settings.data())
    .action(list);
}

async function list({ json, ...flags }: ListFlags): Promise<void> {
  const library = libraryOf(flags);
  const choice = await readChoice(library.folder);
  const entries = await library.list();
  if (json) {
    const inUse = (name: string) => name === choice.name;
    return print(
      JSON.stringify(
        entries.map((entry) => ({ ...entry, in_use: inUse(entry.name) })),
        null,
        2,
      ),
    );
  }
  const width = Math.max(...entries.map(({ name }) => name.length));
  for (const { name, classes, input, bytes, analysis_ms, added_at } of entries) {
    const mark = name === choice.name ? '*' : ' ';
    const speed = analysis_ms === null ? '' : `  ${analysis_ms} ms a picture`;
    const since = added_at === null ? '  comes along' : `  added ${added_at.slice(0, 10)}`;
    print(
      `${mark} ${name.padEnd(width)}  ${Object.keys(classes).length} classes  ${input.width}×${input.height}  ` +
        `${(bytes / 1e6).toFixed(1)} MB${speed}${since}`,
    );
  }
  if (choice.previous !== null) print(`  before it: ${choice.previous} ("yolo1125 models use --previous")`);
  if (choice.failed) print(`  given up: ${choice.failed.name}, ${choice.failed.reason}`);
}
