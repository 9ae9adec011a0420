/** The owner's way in and out. */
import type Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import {
  AppError,
  OwnerChangeRequest,
  OwnerPasswordRequest,
  type OwnerReply,
} from '../../../protocol/index.js';
import { checkOwnerPassword, setOwnerPassword } from '../../../shop/index.js';
import { keyOf } from '../../access/rates.js';
import type { DaemonContext } from '../../context.js';
import { createAttempts, type Guesser } from '../attempts.js';
import { parseInput } from '../errors.js';
import type { LoginGate } from '../login-gate.js';
import { createTickets } from '../tickets.js';

const SIGNED_IN_MS = 12 * 3_600_000;
/**
 * Adds the routes that need no sign-in, or make one.
 * @returns what every other route of the owner's must pass first
 */
export function addOwnerRoutes(router: Router, context: DaemonContext, gate: LoginGate): Middleware {
  const { log, peerOf } = context;
  const store = context.store.as('owner');
  // The holder is the hash of the password that was said: another password, set by whatever program, ends what it opened.
  const tickets = createTickets<string>('yolo1125_owner', SIGNED_IN_MS);
  const attempts = createAttempts('wrong_password');
  const isOnThisComputer = (ctx: Context) => peerOf(ctx.req).isHere;
  const guesserOf = (ctx: Context): Guesser => {
    const peer = peerOf(ctx.req);
    return peer.isHere ? { key: 'here', isApart: true } : { key: keyOf(peer), isApart: false };
  };

  async function isOwner(ctx: Context): Promise<boolean> {
    const hash = tickets.holderOf(ctx);
    return hash !== null && hash === (await store.ownerPassword());
  }

  async function stateOf(ctx: Context): Promise<OwnerReply> {
    const isSet = (await store.ownerPassword()) !== null;
    const state = !isSet ? 'setup' : (await isOwner(ctx)) ? 'signed_in' : 'signed_out';
    return { state, setup_here: isOnThisComputer(ctx) };
  }

  router.get('/api/admin/owner', async (ctx) => {
    ctx.body = await stateOf(ctx);
  });

  router.post('/api/admin/setup', async (ctx) => {
    if (!isOnThisComputer(ctx)) throw new AppError('setup_elsewhere');
    const { password } = parseInput(OwnerPasswordRequest, ctx.request.body);
    const hash = await gate(async () => {
      if ((await store.ownerPassword()) !== null) throw new AppError('owner_exists');
      return setOwnerPassword(store, password);
    });
    log.info('owner password set');
    tickets.give(ctx, hash);
    ctx.body = { state: 'signed_in', setup_here: true } satisfies OwnerReply;
  });

  router.post('/api/admin/sign-in', async (ctx) => {
    const { password } = parseInput(OwnerPasswordRequest, ctx.request.body);
    const hash = await attempts(guesserOf(ctx), () => gate(() => checkOwnerPassword(store, password)));
    log.info('owner signed in');
    tickets.give(ctx, hash);
    ctx.body = { state: 'signed_in', setup_here: isOnThisComputer(ctx) } satisfies OwnerReply;
  });

  router.post('/api/admin/sign-out', async (ctx) => {
    tickets.take(ctx);
    ctx.body = { state: 'signed_out', setup_here: isOnThisComputer(ctx) } satisfies OwnerReply;
  });

  const ownerOnly: Middleware = async (ctx, next) => {
    if (!(await isOwner(ctx))) throw new AppError('owner_not_signed_in');
    return next();
  };

  router.post('/api/admin/password', ownerOnly, async (ctx) => {
    const { current, password } = parseInput(OwnerChangeRequest, ctx.request.body);
    const hash = await attempts(guesserOf(ctx), () =>
      gate(async () => {
        await checkOwnerPassword(store, current);
        return setOwnerPassword(store, password);
      }),
    );
    log.info('owner password changed');
    tickets.give(ctx, hash);
    ctx.body = { state: 'signed_in', setup_here: isOnThisComputer(ctx) } satisfies OwnerReply;
  });

  return ownerOnly;
}
