/** Faces are sealed, and the master key is kept. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FaceRecord, SealedFace } from '../../src/shop/index.js';
import { createFaceVault, loadMasterKey } from '../../src/store/index.js';
import { ROOT } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { CONSENT, NOW } from '../support/shop.js';

const key = () => new Uint8Array(randomBytes(32));
const vault = createFaceVault(key());

const record: FaceRecord = {
  templates: [Float32Array.of(0.25, -1, 3.5e-8), Float32Array.of(1, 0, -0)],
  photos: [Uint8Array.of(0xff, 0xd8, 0xff), new Uint8Array(0)],
};

function sealed(by = vault, memberId = 'm1', embedder = 'sface'): SealedFace {
  const owner = { memberId, embedder };
  return { ...owner, ...by.seal(owner, record), consent: CONSENT, createdAt: NOW };
}

const damaged = (bytes: Uint8Array, at: number) =>
  Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));

describe('a sealed face', () => {
  it('opens to what was sealed', () => {
    expect(vault.open(sealed())).toEqual(record);
    const bare = { templates: [Float32Array.of(1)], photos: [] };
    const owner = { memberId: 'm1', embedder: 'sface' };
    expect(vault.open({ ...sealed(), ...vault.seal(owner, bare) })).toEqual(bare);
  });

  it('is other bytes each time, and never the template', () => {
    const [one, two] = [sealed(), sealed()];
    expect(one.sealed).not.toEqual(two.sealed);
    expect(one.wrappedKey).not.toEqual(two.wrappedKey);
    expect(Buffer.from(one.sealed).includes(Buffer.from(record.templates[0]!.buffer))).toBe(false);
  });

  it('does not open when any byte was altered or the end is missing', () => {
    const face = sealed();
    for (let at = 0; at < face.sealed.length; at += 1) {
      expect(() => vault.open({ ...face, sealed: damaged(face.sealed, at) })).toThrow(/altered|version/);
    }
    for (let at = 0; at < face.wrappedKey.length; at += 1) {
      expect(() => vault.open({ ...face, wrappedKey: damaged(face.wrappedKey, at) })).toThrow(
        /altered|version/,
      );
    }
    for (const length of [0, 12, 28, face.sealed.length - 1]) {
      expect(() => vault.open({ ...face, sealed: face.sealed.subarray(0, length) })).toThrow(/altered/);
    }
  });

  it('does not open as the face of another member, for another embedder, or with another face’s key', () => {
    const [mine, other] = [sealed(), sealed(vault, 'm2')];
    expect(() => vault.open({ ...mine, memberId: 'm2' })).toThrow(/altered/);
    expect(() => vault.open({ ...mine, embedder: 'other' })).toThrow(/altered/);
    expect(() => vault.open({ ...mine, sealed: other.sealed })).toThrow(/altered/);
    expect(() => vault.open({ ...mine, sealed: mine.wrappedKey, wrappedKey: mine.sealed })).toThrow(
      /altered/,
    );
    expect(() => vault.open({ ...mine, wrappedKey: sealed().wrappedKey })).toThrow(/altered/);
  });

  it('does not open with another master key, and says so', () => {
    expect(() => createFaceVault(key()).open(sealed())).toThrow(/the master key does not fit this store/);
  });
});

describe('the master key', () => {
  const place = () => join(temporaryFolder(), 'master.key');

  it('is made once, readable by its owner only, and then read again', () => {
    const file = place();
    const made = loadMasterKey({ file, mayCreate: true });
    expect(made).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toEqual(Buffer.from(made));
    expect(loadMasterKey({ file, mayCreate: false })).toEqual(made);
    expect(loadMasterKey({ file, mayCreate: true })).toEqual(made);
    expect(loadMasterKey({ file: place(), mayCreate: true })).not.toEqual(made);
    expect(readdirSync(join(file, '..'))).toEqual(['master.key']);
  });

  it('is the same for all when several programs start at once', async () => {
    const folder = temporaryFolder();
    const module = join(ROOT, 'dist/store/vault/master-key.js');
    // Each program makes a row of keys, every one at the same moment as the others.
    const code = `
      import { loadMasterKey } from ${JSON.stringify(module)};
      const start = ${Date.now() + 1_500};
      for (let round = 0; round < 50; round += 1) {
        while (Date.now() < start + round * 20);
        const key = loadMasterKey({ file: ${JSON.stringify(folder)} + '/' + round, mayCreate: true });
        console.log(Buffer.from(key).toString('base64'));
      }`;
    const outputs = await Promise.all(Array.from({ length: 4 }, () => outputOf(code)));
    const kept = Array.from({ length: 50 }, (_, round) => readFileSync(join(folder, `${round}`), 'utf8'));
    for (const output of outputs) expect(output).toBe(kept.join(''));
  });

  it('from the environment wins, and no file is made', () => {
    const file = place();
    const own = key();
    const fromEnv = Buffer.from(own).toString('base64');
    expect(Buffer.from(loadMasterKey({ file, fromEnv, mayCreate: true }))).toEqual(Buffer.from(own));
    expect(existsSync(file)).toBe(false);
    expect(loadMasterKey({ file, fromEnv: '', mayCreate: true })).toHaveLength(32);
  });

  it('that is lost is not replaced while the store holds faces', () => {
    const file = place();
    loadMasterKey({ file, mayCreate: true });
    rmSync(file);
    expect(() => loadMasterKey({ file, mayCreate: false })).toThrow(
      /master\.key is missing.*put the file back/,
    );
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['31 bytes', randomBytes(31).toString('base64')],
    ['33 bytes', randomBytes(33).toString('base64')],
    ['nothing', ''],
    ['hex', randomBytes(32).toString('hex')],
    ['a word between', `${randomBytes(32).toString('base64')} secret`],
  ])('of %s is refused without being shown', (_, text) => {
    const file = place();
    writeFileSync(file, text, { mode: 0o600 });
    expect(() => loadMasterKey({ file, mayCreate: true })).toThrow(/is not 32 bytes in base64/);
    expect(readFileSync(file, 'utf8')).toBe(text);
    if (text === '') return;
    const fromEnv = () => loadMasterKey({ file: place(), fromEnv: text, mayCreate: true });
    expect(fromEnv).toThrow(/YOLO1125_MASTER_KEY is not 32 bytes/);
    expect(fromEnv).not.toThrow(text);
  });

  it.skipIf(process.platform === 'win32')('that others can read is refused with what to do', () => {
    const file = place();
    loadMasterKey({ file, mayCreate: true });
    for (const mode of [0o640, 0o604, 0o620]) {
      chmodSync(file, mode);
      expect(() => loadMasterKey({ file, mayCreate: true })).toThrow(/can be read by others; run: chmod 600/);
    }
  });

  it('says where it cannot be made', () => {
    const file = join(temporaryFolder(), 'no such folder', 'master.key');
    expect(() => loadMasterKey({ file, mayCreate: true })).toThrow(
      /no such folder\/master\.key cannot be made/,
    );
  });
});

function outputOf(code: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (out += chunk));
  return new Promise((resolve) => child.once('close', () => resolve(out)));
}
