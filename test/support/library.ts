/** Models that an owner added, without the wait for the command line. */
import { basename } from 'node:path';
import { loadDetector, openLibrary, writeChoice } from '../../src/vision/index.js';
import { ROOT } from './daemon.js';

/** Adds each under the name of its file. */
export async function addModels(data: string, files: readonly string[]): Promise<void> {
  const library = openLibrary(data, `${ROOT}/models/yolo1125-products.onnx`);
  for (const file of files) {
    const detector = await loadDetector(file);
    await library.add(basename(file, '.onnx'), detector.info, 1);
    await detector.close();
  }
}

export function chooseModel(data: string, name: string): Promise<void> {
  const at = new Date().toISOString();
  return writeChoice(`${data}/models`, { name, previous: null, at, failed: null });
}
