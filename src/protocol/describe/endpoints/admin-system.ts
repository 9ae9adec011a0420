import { AuditQuery, AuditReply } from '../../admin/audit.js';
import { LogReply, SystemReply } from '../../admin/system.js';
import type { Area } from '../endpoint.js';

export const ADMIN_SYSTEM: Area = {
  name: 'system',
  description: 'The machine behind the shop.',
  endpoints: [
    {
      method: 'get',
      path: '/api/admin/system',
      summary: 'Model and catalogue, workers, latency, faces, storage',
      who: 'owner',
      reply: SystemReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/log',
      summary: 'The newest 300 lines of the log, oldest first',
      who: 'owner',
      reply: LogReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/audit',
      summary: 'Who did what in the shop, newest first, page by page',
      who: 'owner',
      query: AuditQuery,
      reply: AuditReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/backup',
      summary: 'A copy of the whole store, as a file',
      who: 'owner',
      reply: { media: 'application/vnd.sqlite3' },
      carries: 'Content-Disposition',
      errors: ['store_unavailable'],
    },
  ],
};
