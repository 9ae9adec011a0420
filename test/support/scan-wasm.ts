/** Writes src/vision/face/scan/scan-bytes.ts from scan.wat: `npm run build:scan`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

const FOLDER = new URL('../../src/vision/face/scan/', import.meta.url);

/** What the text compiles to, base64. */
export async function compileScan(): Promise<string> {
  const { parseWat } = await wabt();
  const parsed = parseWat('scan.wat', readFileSync(new URL('scan.wat', FOLDER), 'utf8'), { simd: true });
  const { buffer } = parsed.toBinary({});
  parsed.destroy();
  return Buffer.from(buffer).toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = (await compileScan()).match(/.{1,90}/g) ?? [];
  const text = lines.map((line) => `  '${line}'`).join(' +\n');
  writeFileSync(
    new URL('scan-bytes.ts', FOLDER),
    `/** scan.wat compiled, base64; \`npm run build:scan\` writes this file. */\nexport const SCAN_WASM =\n${text};\n`,
  );
}
