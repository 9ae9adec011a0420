import { Command } from 'commander';
import { loadDetector, type ModelInfo } from '../../vision/index.js';
import { print } from '../fail.js';

const HEADS = {
  v8: 'YOLOv8/11 layout, [1, 4+classes, N]',
  v5: 'YOLOv5 layout, [1, N, 5+classes]',
  end2end: 'end to end (YOLOv10/26), [1, N, 6]',
} as const;

export function inspectCommand(): Command {
  return new Command('inspect')
    .description('Load an ONNX file, run it once, and say what it is: layout, input size, names, metadata.')
    .argument('<file>', 'an ONNX detection model')
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      `
Understood are YOLOv8/11, YOLOv5 and end-to-end (YOLOv10/26) detection heads, fp32, fp16 and int8 (Q/DQ). Names come
from the file's metadata, else from FILE.names (one a line) or FILE.yaml (names: …) beside it.

Example:
  $ yolo1125 models inspect models/yolo1125-products.onnx`,
    )
    .action(inspect);
}

async function inspect(file: string, { json }: { json?: boolean }): Promise<void> {
  const detector = await loadDetector(file);
  const { info } = detector;
  await detector.close();
  if (json) print(JSON.stringify(asJson(info)));
  else for (const line of asText(info)) print(line);
}

function asJson({ file, input, head, outputDims, classes, namesFrom, metadata }: ModelInfo) {
  return {
    file,
    head: head.kind,
    input: { ...input.size, type: input.type, fixed: input.fixed },
    output: outputDims,
    classes: Object.fromEntries(classes),
    names_from: namesFrom,
    metadata: Object.fromEntries(metadata),
  };
}

function asText({
  file,
  input,
  head,
  outputDims,
  classes,
  namesFrom,
  metadata,
}: ModelInfo): readonly string[] {
  const { width, height } = input.size;
  return [
    file,
    `  head      ${HEADS[head.kind]}`,
    `  input     ${width}×${height} (width × height), ${input.type}${input.fixed ? '' : ', size left open by the file'}`,
    `  output    [${outputDims.join(', ')}]`,
    `  names     ${namesFrom === null ? 'none; classes are numbered' : `from ${namesFrom}`}`,
    ...[...classes].map(([id, name]) => `    ${String(id).padStart(3)}  ${name}`),
    '  metadata',
    ...[...metadata].filter(([key]) => key !== 'names').map(([key, value]) => `    ${key}: ${value}`),
  ];
}
