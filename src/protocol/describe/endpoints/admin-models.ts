import { AdminModelsReply, UseModelRequest } from '../../admin/models.js';
import type { Area } from '../endpoint.js';

export const ADMIN_MODELS: Area = {
  name: 'models',
  description:
    'Which product model the shop sells by. A change takes seconds; customers at the counters go on.',
  endpoints: [
    {
      method: 'get',
      path: '/api/admin/models',
      summary: 'The models of this shop beside its catalogue, and which is in use',
      who: 'owner',
      reply: AdminModelsReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/models/use',
      summary: 'Sells by another model; answered when it is in use. When it cannot be, the one before stays',
      who: 'owner',
      body: UseModelRequest,
      reply: AdminModelsReply,
      errors: ['model_busy', 'model_pinned', 'model_refused', 'model_unknown', 'store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/models/roll-back',
      summary: 'Goes back to the model before',
      who: 'owner',
      reply: AdminModelsReply,
      errors: [
        'model_busy',
        'model_pinned',
        'model_refused',
        'model_unknown',
        'nothing_to_roll_back',
        'store_unavailable',
      ],
    },
  ],
};
