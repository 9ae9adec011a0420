import { DeviceReply, DeviceRequest, KioskReply } from '../../http.js';
import type { Area } from '../endpoint.js';

export const KIOSK: Area = {
  name: 'kiosk',
  description: 'What the kiosk page needs to know of its daemon.',
  endpoints: [
    {
      method: 'post',
      path: '/api/device',
      summary: "Gives a kiosk's browser a cookie for its device's token",
      who: 'anybody',
      body: DeviceRequest,
      reply: DeviceReply,
      carries: 'Set-Cookie',
      errors: ['wrong_device_token', 'device_not_allowed', 'store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/kiosk',
      summary: 'Pace and size of the frames, faces and the consent text, in demo mode the clips',
      who: 'device',
      reply: KioskReply,
    },
    {
      method: 'get',
      path: '/samples/{clip}/frames/{file}',
      summary: 'A frame of a recorded clip; in demo mode only',
      who: 'anybody',
      params: { clip: 'Name of the clip, from `GET /api/kiosk`.', file: '`000000.jpg` and so on.' },
      reply: { media: 'image/jpeg' },
      errors: ['not_found'],
    },
  ],
};
