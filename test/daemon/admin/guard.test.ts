/** Nobody but the owner, on the owner's own pages, gets anything of `/api/admin`. */
import http from 'node:http';
import Router from '@koa/router';
import { beforeAll, describe, expect, it } from 'vitest';
import { addAdminRoutes } from '../../../src/daemon/http/admin/index.js';
import { ERRORS } from '../../../src/protocol/index.js';
import { get, post } from '../../support/client.js';
import { PHONE, PIN, sharedDaemon } from '../../support/daemon.js';
import { request, signInAsOwner } from '../../support/owner.js';

const shop = sharedDaemon({ args: ['--cors-origin', 'http://localhost:3000'] });

let cookie: string;
beforeAll(async () => {
  ({ cookie } = await signInAsOwner(shop.daemon.url));
});

/** Every route that is there, as the router knows it; nothing of them is run here. */
function adminRoutes(): readonly (readonly [method: string, path: string])[] {
  const router = new Router();
  addAdminRoutes(router, { store: { as: () => null } } as never, {} as never, (() => {}) as never);
  return router.stack.flatMap(({ path, methods }) =>
    methods.filter((method) => method !== 'HEAD').map((method) => [method, String(path)] as const),
  );
}

/** Of an address that is sent as it is written; `fetch` would tidy it up. */
function statusOf(url: string, method: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = http.request({ hostname, port, method, path, agent: false }, (reply) => {
      reply.resume();
      resolve(reply.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

const OPEN = ['GET owner', 'POST setup', 'POST sign-in', 'POST sign-out'];
const routes = adminRoutes().map(([method, path]) => [method, path.replace('/api/admin/', '')] as const);
const owned = routes.filter(([method, path]) => !OPEN.includes(`${method} ${path}`));

describe('every route of the owner’s', () => {
  it('is known to this test', () => {
    expect(owned.length).toBeGreaterThanOrEqual(20);
    expect(routes.length - owned.length).toBe(OPEN.length);
  });

  it.each(owned)(
    '%s %s is refused without a cookie, with a wrong one, and from another site',
    async (method, path) => {
      const { url } = shop.daemon;
      const real = path.replace(':id', 'yuancui-tea');
      const body = method === 'GET' || method === 'DELETE' ? undefined : {};
      const status = async (headers: Record<string, string>) => {
        const reply = await request(url, method, real, body, headers);
        expect(reply.body).toEqual({
          success: false,
          code: expect.any(String),
          message: expect.any(String),
          message_en: expect.any(String),
        });
        expect(reply.headers.get('cache-control')).toBe('no-store');
        return reply.body.code;
      };
      for (const wrong of [
        '',
        'yolo1125_owner=',
        `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`,
      ])
        expect(await status({ Cookie: wrong })).toBe('owner_not_signed_in');
      for (const site of ['cross-site', 'same-site'])
        expect(await status({ Cookie: cookie, 'Sec-Fetch-Site': site })).toBe('origin_refused');
      expect(await status({ Cookie: cookie, Origin: 'https://elsewhere.example' })).toBe('origin_refused');
    },
  );

  it.each(owned)('%s %s is at no other spelling of its address', async (method, path) => {
    const { url } = shop.daemon;
    const address = `/api/admin/${path.replace(':id', 'yuancui-tea')}`;
    for (const spelled of [
      address.toUpperCase(),
      address.replace('/api', '/Api'),
      address.replace('admin', 'Admin'),
      address.replace('admin', '%61dmin'),
      address.replace('/api/', '/api//'),
      address.replace('/api/', '/api/./'),
      address.replace('/api/', '/x/../api/'),
      `${address}/`,
    ]) {
      const status = await statusOf(url, method, spelled);
      expect([401, 404], `${method} ${spelled}`).toContain(status);
      expect(await statusOf(url, 'HEAD', spelled), `HEAD ${spelled}`).toBeGreaterThanOrEqual(400);
    }
  });

  it('is not there for other methods than its own, and tells no other origin that it may read', async () => {
    const { url } = shop.daemon;
    expect(await request(url, 'PUT', 'today', {}, { Cookie: cookie })).toMatchObject({ status: 405 });
    const origin = { Origin: 'http://localhost:3000' };
    const asked = await fetch(`${url}/api/admin/today`, {
      method: 'OPTIONS',
      headers: { ...origin, 'Access-Control-Request-Method': 'PATCH' },
    });
    expect(asked.headers.get('access-control-allow-methods')).toBe('GET,POST');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('what is about people', () => {
  it('is on no other way without a cookie or a session', async () => {
    const { url } = shop.daemon;
    const { body } = await post(`${url}/api/login`, { session_id: 'counter-1', phone: PHONE, pin: PIN });
    for (const path of [
      `/api/transactions/${body.user.id}?session_id=counter-2`,
      '/api/me',
      '/api/me?session_id=counter-2',
      `/api/receipts/${'0'.repeat(32)}`,
    ]) {
      const reply = await get(`${url}${path}`);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(Object.keys(ERRORS)).toContain(reply.body.code);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(JSON.stringify(reply.body)).not.toContain('示範會員');
    }
  });
});
