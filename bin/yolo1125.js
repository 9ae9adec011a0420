#!/usr/bin/env node
// Launches the built command line; everything else lives in src/cli.
import { existsSync } from 'node:fs';

const entry = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(entry)) {
  process.stderr.write('yolo1125: the program is not built yet; run: npm ci && npm run build\n');
  process.exit(1);
}
const { main } = await import(entry.href);
await main(process.argv);
