/** The published descriptions of the HTTP API and of the socket. */
import { createHash } from 'node:crypto';
import type Router from '@koa/router';
import { describeHttp, describeSocket } from '../../protocol/describe/index.js';
import { readVersion } from '../version.js';

export function addDescriptionRoutes(router: Router): void {
  publish(router, '/api/openapi.json', () => describeHttp(readVersion()));
  publish(router, '/api/asyncapi.json', () => describeSocket(readVersion()));
}

/** Made when somebody first asks, and kept: it stays the same as long as the program does. */
function publish(router: Router, path: string, describe: () => object): void {
  let made: { readonly text: string; readonly etag: string } | null = null;
  router.get(path, (ctx) => {
    made ??= make(describe());
    ctx.type = 'application/json';
    ctx.etag = made.etag;
    ctx.set('Cache-Control', 'no-cache');
    ctx.status = 200;
    if (ctx.fresh) ctx.status = 304;
    else ctx.body = made.text;
  });
}

function make(document: object): { readonly text: string; readonly etag: string } {
  const text = JSON.stringify(document);
  return { text, etag: createHash('sha256').update(text).digest('base64url') };
}
