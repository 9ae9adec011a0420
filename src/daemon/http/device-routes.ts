/** How a kiosk's browser becomes a device: it shows the token once and gets a cookie for it. */
import type Router from '@koa/router';
import { AppError, type DeviceReply, DeviceRequest } from '../../protocol/index.js';
import { DEVICE_COOKIE } from '../access/caller.js';
import type { DaemonContext } from '../context.js';
import { cookieAttributes } from './cookies.js';
import { parseInput } from './errors.js';
import { refuseOtherSites } from './other-sites.js';

/** As long as browsers keep a cookie (RFC 6265bis); each start of the page renews it. */
const LIFE_MS = 400 * 24 * 3_600_000;

export function addDeviceRoutes(router: Router, { devices, log }: DaemonContext): void {
  router.post('/api/device', refuseOtherSites, async (ctx) => {
    const { token } = parseInput(DeviceRequest, ctx.request.body);
    const device = await devices.find(token);
    if (device === null) throw new AppError('wrong_device_token');
    if (device.kind !== 'kiosk') throw new AppError('device_not_allowed');
    // The token itself: it is gone with its device, at once and after every restart.
    ctx.cookies.set(DEVICE_COOKIE, token, cookieAttributes(ctx, LIFE_MS));
    log.info({ device: device.name }, 'browser paired');
    ctx.body = { success: true, name: device.name } satisfies DeviceReply;
  });
}
