import type { Area, Endpoint } from '../endpoint.js';

const description = (path: string, summary: string): Endpoint => ({
  method: 'get',
  path,
  summary,
  who: 'anybody',
  reply: { media: 'application/json' },
  bare: { 304: 'It is the one of `If-None-Match`.' },
});

export const DESCRIPTIONS: Area = {
  name: 'descriptions',
  description: 'What the daemon says and understands, for programs that read such things.',
  endpoints: [
    description('/api/openapi.json', 'This document'),
    description('/api/asyncapi.json', 'The messages of the socket, as AsyncAPI 3.0'),
  ],
};
