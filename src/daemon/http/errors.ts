/** The one error path of the HTTP side: whatever is thrown becomes a JSON body of the catalogue. */
import type { Context, Middleware, Next } from 'koa';
import type { ZodType } from 'zod';
import { AppError, type ErrorCode, type Refusal, toErrorBody } from '../../protocol/index.js';
import type { DaemonContext } from '../context.js';
import { describeFault } from '../log.js';

/** Statuses that Koa's own middleware throws, in our words. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'bad_request',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  415: 'bad_request',
  501: 'method_not_allowed',
};

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  const code = expose === true && typeof status === 'number' ? CODE_OF_STATUS[status] : undefined;
  return new AppError(code ?? 'internal', undefined, error);
}

export function handleErrors({ log, metrics }: DaemonContext): Middleware {
  return async (ctx: Context, next: Next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null) throw new AppError('not_found', ctx.path);
      if (ctx.status === 405 || ctx.status === 501) throw new AppError('method_not_allowed', ctx.method);
    } catch (thrown) {
      const error = toAppError(thrown);
      const body = toErrorBody(error);
      metrics.refusals.inc({ code: body.code });
      if (error.status >= 500)
        log.error({ path: ctx.path, code: body.code, ...describeFault(error.cause) }, 'request failed');
      if (error.retryAfterS !== undefined) ctx.set('Retry-After', String(error.retryAfterS));
      ctx.status = error.status;
      ctx.body = { success: false, ...body } satisfies Refusal;
    }
  };
}

/**
 * The request's content as `schema` has it.
 * @throws AppError `bad_request` that names the field
 */
export function parseInput<T>(schema: ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('bad_request', [issue?.path.join('.'), issue?.message].filter(Boolean).join(': '));
}
