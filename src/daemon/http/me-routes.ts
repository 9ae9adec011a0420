/** A member's own page. */
import type Router from '@koa/router';
import type { Context } from 'koa';
import { AppError, ForgetMeRequest, MeQuery, type MeReply, MeSignInRequest } from '../../protocol/index.js';
import {
  findFaceOf,
  type Member,
  signInByPin,
  takingsOf,
  viewMember,
  viewReceipt,
} from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import type { SessionRegistry } from '../session/registry.js';
import { parseInput } from './errors.js';
import type { LoginGate } from './login-gate.js';
import { createTickets } from './tickets.js';

const SIGNED_IN_MS = 30 * 60_000;

export function addMeRoutes(
  router: Router,
  { store, log }: DaemonContext,
  registry: SessionRegistry,
  gate: LoginGate,
): void {
  const tickets = createTickets<string>('yolo1125_member', SIGNED_IN_MS);

  /** The member of the kiosk session that is named, else of the cookie. */
  async function memberOf(ctx: Context, sessionId: string | undefined): Promise<Member> {
    const id =
      sessionId === undefined
        ? tickets.holderOf(ctx)
        : ((await registry.find(sessionId))?.signedIn?.member.id ?? null);
    const member = id === null ? null : await store.findMember(id);
    if (member === null) throw new AppError('not_signed_in');
    return member;
  }

  async function viewMe(member: Member): Promise<MeReply> {
    const orders = await store.listOrders(member.id);
    const face = await findFaceOf(store, member.id);
    const sold = orders.filter(({ voided }) => voided === null);
    return {
      user: viewMember(member),
      member_since: member.createdAt,
      last_visit_at: member.lastVisitAt,
      has_face: face !== null,
      has_pin: member.pinHash !== null,
      face_since: face?.consent.at ?? null,
      total_spent: takingsOf(sold),
      purchases: sold.length,
      transactions: orders.map(viewReceipt),
    };
  }

  router.post('/api/me/sign-in', async (ctx) => {
    const { phone, pin } = parseInput(MeSignInRequest, ctx.request.body);
    const member = await gate(() => signInByPin(store, phone, pin, new Date()));
    tickets.give(ctx, member.id);
    ctx.body = await viewMe(member);
  });

  router.post('/api/me/sign-out', (ctx) => {
    tickets.take(ctx);
    ctx.body = { success: true };
  });

  router.get('/api/me', async (ctx) => {
    const { session_id } = parseInput(MeQuery, ctx.query);
    ctx.body = await viewMe(await memberOf(ctx, session_id));
  });

  router.post('/api/me/forget', async (ctx) => {
    const { session_id, pin, what } = parseInput(ForgetMeRequest, ctx.request.body);
    const member = await memberOf(ctx, session_id);
    if (member.pinHash !== null) {
      if (pin === undefined) throw new AppError('pin_required');
      await gate(() => signInByPin(store, member.phone, pin, new Date()));
    }
    if (what === 'face') await store.removeFace(member.id);
    else {
      await store.forgetMember(member.id);
      tickets.end((id) => id === member.id);
    }
    log.info({ member: member.id, what }, 'erased by the member');
    ctx.body = { success: true, message: what === 'face' ? '臉部資料已刪除' : '會員資料已刪除' };
  });
}
