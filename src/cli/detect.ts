import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { classNameOf, type Detector, loadDetector } from '../vision/index.js';
import { drawDetections } from './draw.js';
import { CliError, print } from './fail.js';
import { modelFileOf } from './models/which.js';
import { settings, share } from './settings.js';

interface DetectFlags {
  readonly model?: string;
  readonly data: string;
  readonly confidence: number;
  readonly json?: boolean;
  readonly draw?: string;
}

export function detectCommand(): Command {
  return new Command('detect')
    .argument('<image...>', 'JPEG, PNG or WebP files')
    .addOption(settings.model())
    .addOption(settings.data())
    .option('--confidence <share>', 'leave out detections below this score', share, 0.25)
    .option('--json', 'one JSON object a picture')
    .option('--draw <file>', 'write the picture with its boxes as a JPEG (one picture only)')
    .addHelpText(
      'after',
      `
Examples:
  $ yolo1125 detect shelf.jpg
  $ yolo1125 detect shelf.jpg --draw boxes.jpg
  $ yolo1125 detect *.jpg --model mine.onnx --json`,
    )
    .action(detect);
}

async function detect(images: readonly string[], flags: DetectFlags): Promise<void> {
  if (flags.draw !== undefined && images.length > 1) throw new CliError('--draw takes one picture', 2);
  const detector = await loadDetector(await modelFileOf(flags));
  let failures = 0;
  for (const image of images) {
    try {
      await detectOne(detector, image, flags);
    } catch (error) {
      failures += 1;
      process.stderr.write(`yolo1125: ${image}: ${(error as Error).message}\n`);
    }
  }
  await detector.close();
  if (failures > 0) process.exitCode = 1;
}

async function detectOne(detector: Detector, image: string, flags: DetectFlags): Promise<void> {
  const bytes = await readFile(image);
  const analysis = await detector.detect(bytes, flags.confidence);
  const named = analysis.detections.map(({ classId, score, box }) => ({
    class_id: classId,
    class_name: classNameOf(detector.info.classes, classId),
    confidence: Math.round(score * 1000) / 1000,
    box: box.map((value) => Math.round(value)),
  }));
  if (flags.json) print(JSON.stringify({ image, ...analysis.size, detections: named }));
  else {
    print(`${image}  ${analysis.size.width}×${analysis.size.height}  ${named.length} product(s)`);
    for (const { class_id, class_name, confidence, box } of named) {
      print(
        `  ${class_name.padEnd(20)} class ${String(class_id).padStart(2)}  ${confidence.toFixed(3)}  [${box.join(', ')}]`,
      );
    }
  }
  if (flags.draw !== undefined) await writeFile(flags.draw, await drawDetections(bytes, detector, analysis));
}
