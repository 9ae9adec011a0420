/** A daemon that the network reaches: not without devices and TLS, and then by TLS with both. */
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDevices, bearer } from '../support/access.js';
import { type Certificates, LAN, makeCertificates } from '../support/certificates.js';
import { runCli } from '../support/cli.js';
import { get, type Json } from '../support/client.js';
import { sharedDaemon, until } from '../support/daemon.js';
import { startEdge } from '../support/edge.js';
import { temporaryFolder } from '../support/folder.js';

let files: Certificates;
let token: string;
let edgeToken: string;
const shop = sharedDaemon(async (atEnd) => {
  files = makeCertificates(atEnd);
  const data = join(temporaryFolder(atEnd), 'data');
  const tokens = await addDevices(data, { 'kiosk-1': 'kiosk', 'edge-1': 'edge' });
  [token, edgeToken] = [tokens['kiosk-1']!, tokens['edge-1']!];
  return { data, args: ['--host', '0.0.0.0', '--tls-cert', files.cert, '--tls-key', files.key] };
});

function ask(host: string, path: string, headers: Record<string, string> = {}): Promise<Json> {
  const { port } = new URL(shop.daemon.url);
  return new Promise((resolve, reject) => {
    const options = { host, port, path, servername: 'localhost', ca: readFileSync(files.ca), agent: false };
    const sent = request(
      { ...options, headers: { Host: `localhost:${port}`, ...headers } },
      async (reply) => {
        let text = '';
        for await (const chunk of reply) text += chunk;
        resolve({ status: reply.statusCode, headers: reply.headers, body: JSON.parse(text) });
      },
    );
    sent.once('error', reject);
    sent.end();
  });
}

describe('a daemon that speaks TLS', () => {
  it('serves this computer without a token, and the network with one', async () => {
    expect(shop.daemon.url).toMatch(/^https:/);
    expect((await ask('127.0.0.1', '/api/kiosk')).status).toBe(200);
    if (LAN === undefined) return;
    expect(await ask(LAN, '/api/kiosk')).toMatchObject({ status: 401, body: { code: 'device_required' } });
    expect((await ask(LAN, '/api/kiosk', bearer(token))).status).toBe(200);
    expect((await ask(LAN, '/api/products')).status).toBe(200);
  });

  it('speaks no plain HTTP', async () => {
    await expect(get(shop.daemon.url.replace('https', 'http'))).rejects.toThrow();
  });

  it('takes up a renewed certificate on SIGHUP, and keeps the old one when the new is none', async () => {
    const { daemon } = shop;
    const { cert } = files;
    const good = readFileSync(cert);
    writeFileSync(cert, 'nonsense');
    daemon.process.kill('SIGHUP');
    await until(() => /the old one stays/.test(daemon.log()));
    expect((await ask('127.0.0.1', '/healthz')).status).toBe(200);
    writeFileSync(cert, good);
    daemon.process.kill('SIGHUP');
    await until(() => /certificate read again/.test(daemon.log()));
    expect((await ask('127.0.0.1', '/healthz')).status).toBe(200);
  });

  it('is reached by an edge and a replay that know the shop’s own authority, and by none that do not', async () => {
    const url = shop.daemon.url.replace('127.0.0.1', 'localhost').replace('0.0.0.0', 'localhost');
    const file = join(temporaryFolder(), 'token');
    writeFileSync(file, `${edgeToken}\n`, { mode: 0o600 });
    const known = ['--camera', 'test:64x48', '--token-file', file, '--ca', files.ca];
    const edge = await startEdge(url, known);
    await edge.healthIs(({ daemon }) => daemon.taken > 2);
    await edge.stop();
    const stranger = await startEdge(url, ['--camera', 'test:64x48', '--token-file', file]);
    await until(() => /cannot reach .*certificate/.test(stranger.out()));
    await stranger.stop();
  });
});

describe('a token', () => {
  const edge = (...args: string[]) => runCli(['edge', '--session', 'a', '--camera', 'test:', ...args]);

  it('is taken from no file that others can read, and goes over no line that they can', async () => {
    const file = join(temporaryFolder(), 'token');
    writeFileSync(file, token, { mode: 0o644 });
    if (process.platform !== 'win32')
      expect(await edge('--token-file', file)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/chmod 600/),
      });
    expect(await edge('--url', 'ws://192.0.2.1:8000', '--token', token)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/use wss:/),
    });
  });
});

describe('serve', () => {
  const serve = (...args: string[]) =>
    runCli(['serve', '--port', '0', '--faces', 'off', '--data', join(temporaryFolder(), 'data'), ...args]);

  it('refuses to open itself to the network without devices and TLS, and says what to do in both languages', async () => {
    const bare = await serve('--host', '0.0.0.0');
    expect(bare.code).toBe(2);
    for (const words of [/device add/, /--tls-cert.*--behind-proxy/, /--insecure/, /裝置/, /加密/])
      expect(bare.err).toMatch(words);
    const proxied = await serve('--behind-proxy');
    expect(proxied.code).toBe(2);
    expect(proxied.err).toMatch(/device add/);
    expect(proxied.err).not.toMatch(/--tls-cert/);
  });

  it('says which file of a certificate cannot be used', async () => {
    expect(await serve('--tls-cert', files.cert)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/both/),
    });
    expect(await serve('--tls-cert', files.cert, '--tls-key', 'nothing.key')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/nothing\.key cannot be read/),
    });
  });

  it('"doctor" says beforehand what "serve" would', async () => {
    const doctor = (...args: string[]) => runCli(['doctor', '--host', '0.0.0.0', '--port', '0', ...args]);
    const bare = await doctor('--data', join(temporaryFolder(), 'data'));
    expect(bare).toMatchObject({ code: 1, out: expect.stringMatching(/✗ network .*refused[^✓]*device add/) });
    const whole = await doctor('--data', shop.daemon.data, '--tls-cert', files.cert, '--tls-key', files.key);
    expect(whole.out).toMatch(/✓ network .*open to the network, 2 device\(s\), certificate for \d+ days/);
  });
});

describe('yolo1125 device', () => {
  it('prints a token once, lists names without it, and removes', async () => {
    const data = ['--data', join(temporaryFolder(), 'data')];
    const added = await runCli(['device', 'add', 'kiosk-1', ...data]);
    expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/^yolo1125_[\w-]{43}\n$/) });
    expect(added.err).toContain(`/#device=${added.out.trim()}`);
    expect(await runCli(['device', 'add', 'kiosk-1', ...data])).toMatchObject({ code: 1, out: '' });
    const listed = await runCli(['device', 'list', ...data]);
    expect(listed.out).toMatch(/^kiosk-1 +kiosk +\d{4}-\d\d-\d\d\n$/);
    expect((await runCli(['device', 'remove', 'kiosk-1', ...data])).code).toBe(0);
    expect((await runCli(['device', 'remove', 'kiosk-1', ...data])).code).toBe(1);
  });
});
