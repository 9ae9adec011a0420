/** What a request can be refused with, by status. */
import { ERRORS, type ErrorCode } from '../errors.js';
import { Refusal } from '../http.js';
import type { Endpoint } from './endpoint.js';
import { type JsonSchema, refTo } from './schemas.js';

/** The error codes of an endpoint: its own, and those of every request of its kind. */
export function codesOf({ who, body, query, errors = [] }: Endpoint): readonly ErrorCode[] {
  const codes: ErrorCode[] = ['origin_refused', 'tls_required', 'rate_limited', 'internal', ...errors];
  if (who === 'owner') codes.push('owner_not_signed_in');
  if (who === 'device') codes.push('device_required', 'wrong_device_token');
  if (who === 'kiosk' || who === 'member')
    codes.push('device_required', 'device_not_allowed', 'wrong_device_token', 'wrong_session_secret');
  if (who === 'edge') codes.push('edge_not_trusted', 'wrong_device_token');
  if (query) codes.push('bad_request');
  if (body) codes.push('bad_request', 'payload_too_large');
  if (body && !Array.isArray(body)) codes.push('bad_json');
  return [...new Set(codes)].sort();
}

/** OpenAPI response objects by status. */
export function refusalsOf(endpoint: Endpoint): Record<number, JsonSchema> {
  const codes = codesOf(endpoint);
  const statuses = [...new Set(codes.map((code) => ERRORS[code].status))];
  return Object.fromEntries(
    statuses.map((status) => [status, refusalOf(codes.filter((code) => ERRORS[code].status === status))]),
  );
}

function refusalOf(codes: readonly ErrorCode[]): JsonSchema {
  const schema = { ...refTo(Refusal), properties: { code: { enum: codes } } };
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].en}`).join('\n\n'),
    content: { 'application/json': { schema } },
  };
}
