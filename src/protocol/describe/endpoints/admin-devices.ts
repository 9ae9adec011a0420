import { DevicesReply, NewDeviceReply, NewDeviceRequest } from '../../admin/devices.js';
import { DoneReply } from '../../http.js';
import type { Area } from '../endpoint.js';

export const ADMIN_DEVICES: Area = {
  name: 'devices',
  description: "The shop's kiosks and edges, each known by a token.",
  endpoints: [
    {
      method: 'get',
      path: '/api/admin/devices',
      summary: 'The devices, by name',
      who: 'owner',
      reply: DevicesReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/devices',
      summary: 'Adds a device and tells its token, once',
      who: 'owner',
      body: NewDeviceRequest,
      reply: NewDeviceReply,
      errors: ['device_exists', 'store_unavailable'],
    },
    {
      method: 'delete',
      path: '/api/admin/devices/{name}',
      summary: 'Removes a device; its token opens nothing any more and its sockets are closed',
      who: 'owner',
      params: { name: "The device's name." },
      reply: DoneReply,
      errors: ['device_unknown', 'store_unavailable'],
    },
  ],
};
