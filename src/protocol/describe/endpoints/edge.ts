import { EdgeTerms } from '../../facts.js';
import type { Area } from '../endpoint.js';

export const EDGE: Area = {
  name: 'edge',
  description: "For a camera's own process that analyses its pictures itself.",
  endpoints: [
    {
      method: 'get',
      path: '/api/edge',
      summary: "How an edge must analyse so that what it finds is the daemon's own",
      who: 'edge',
      reply: EdgeTerms,
    },
  ],
};
