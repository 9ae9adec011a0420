import { HealthReply, ReadyReply } from '../../status.js';
import type { Area } from '../endpoint.js';

export const STATUS: Area = {
  name: 'status',
  description: 'For service managers and monitors.',
  endpoints: [
    { method: 'get', path: '/healthz', summary: 'Whether it is alive', who: 'anybody', reply: HealthReply },
    {
      method: 'get',
      path: '/readyz',
      summary: 'Whether it is able to work',
      who: 'anybody',
      reply: ReadyReply,
      alsoReplies: { 503: 'It is not, or no longer.' },
    },
    {
      method: 'get',
      path: '/metrics',
      summary: 'Figures in the words of Prometheus',
      who: 'device',
      reply: { media: 'text/plain' },
    },
  ],
};
