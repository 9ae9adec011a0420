/** The owner's devices: who may be a counter or a camera of this shop. */
import type Router from '@koa/router';
import {
  AppError,
  type DeviceRow,
  type DevicesReply,
  type NewDeviceReply,
  NewDeviceRequest,
} from '../../../protocol/index.js';
import { type Device, newDevice } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';
import { parseInput } from '../errors.js';

export function addDeviceRoutes(router: Router, context: DaemonContext): void {
  const { devices, log } = context;
  const store = context.store.as('owner');
  const view = (device: Device): DeviceRow => ({
    name: device.name,
    kind: device.kind,
    created_at: device.createdAt,
    sockets: devices.socketsOf(device),
  });

  router.get('/devices', async (ctx) => {
    ctx.body = { devices: (await store.listDevices()).map(view) } satisfies DevicesReply;
  });

  router.post('/devices', async (ctx) => {
    const { name, kind } = parseInput(NewDeviceRequest, ctx.request.body);
    const { device, token } = newDevice(name, kind, new Date());
    if (!(await store.addDevice(device))) throw new AppError('device_exists', name);
    await devices.refresh();
    log.info({ device: name, kind }, 'device added');
    ctx.body = { success: true, device: view(device), token } satisfies NewDeviceReply;
  });

  router.delete('/devices/:name', async (ctx) => {
    const { name = '' } = ctx.params;
    if (!(await store.removeDevice(name))) throw new AppError('device_unknown', name);
    await devices.refresh();
    log.info({ device: name }, 'device removed');
    ctx.body = { success: true, message: '裝置已移除' };
  });
}
