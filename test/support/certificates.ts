/** A shop on its own network: its certificate, and the address under which others reach it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type AtEnd, temporaryFolder } from './folder.js';

export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** By the commands of docs/operations.md. */
export function makeCertificates(atEnd: AtEnd): Certificates {
  const cwd = temporaryFolder(atEnd);
  const docs = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const commands = /<!-- own authority -->\n```sh\n([\s\S]*?)```/.exec(docs)?.[1] ?? '';
  execFileSync('sh', ['-e', '-c', commands.replaceAll('shop.lan', 'localhost')], { cwd, stdio: 'pipe' });
  return { ca: join(cwd, 'shop-ca.crt'), cert: join(cwd, 'shop.crt'), key: join(cwd, 'shop.key') };
}

/** An address of this computer that is not loopback: what comes from there comes from the network. */
export const LAN = Object.values(networkInterfaces())
  .flat()
  .find((one) => one !== undefined && !one.internal && one.family === 'IPv4')?.address;
