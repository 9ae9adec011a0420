/** A member's own page. */
import type Router from '@koa/router';
import type { Context } from 'koa';
import { AppError, ForgetMeRequest, MeQuery, type MeReply, MeSignInRequest } from '../../protocol/index.js';
import { checkPin, type Member, soldOf, takingsOf, viewMember, viewReceipt } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import type { SessionRegistry } from '../session/registry.js';
import { parseInput } from './errors.js';
import type { LoginGate } from './login-gate.js';
import { refuseOtherSites } from './other-sites.js';
import { createTickets } from './tickets.js';

const SIGNED_IN_MS = 30 * 60_000;

/** Another PIN ends what the one before opened. */
type Holder = Pick<Member, 'id' | 'pinHash'>;

export function addMeRoutes(
  router: Router,
  context: DaemonContext,
  registry: SessionRegistry,
  gate: LoginGate,
): void {
  const { log } = context;
  const store = context.store.as('member');
  const tickets = createTickets<Holder>('yolo1125_member', SIGNED_IN_MS);
  router.use('/api/me', refuseOtherSites);

  async function holderOfCookie(ctx: Context): Promise<Member | null> {
    const holder = tickets.holderOf(ctx);
    const member = holder && (await store.findMember(holder.id));
    return member?.pinHash === holder?.pinHash ? member : null;
  }

  async function holderOfSession(sessionId: string): Promise<Member | null> {
    const signedIn = (await registry.find(sessionId))?.signedIn;
    return signedIn ? store.findMember(signedIn.member.id) : null;
  }

  /** The member of the kiosk session that is named, else of the cookie. */
  async function memberOf(ctx: Context, sessionId: string | undefined): Promise<Member> {
    const member = await (sessionId === undefined ? holderOfCookie(ctx) : holderOfSession(sessionId));
    if (member === null) throw new AppError('not_signed_in');
    return member;
  }

  async function viewMe(member: Member): Promise<MeReply> {
    const orders = await store.listOrders(member.id);
    const face = await store.findFace(member.id);
    return {
      user: viewMember(member),
      member_since: member.createdAt,
      last_visit_at: member.lastVisitAt,
      has_face: face !== null,
      has_pin: member.pinHash !== null,
      face_since: face?.consent.at ?? null,
      total_spent: takingsOf(orders),
      purchases: soldOf(orders).length,
      transactions: orders.map(viewReceipt),
    };
  }

  router.post('/api/me/sign-in', async (ctx) => {
    const { phone, pin } = parseInput(MeSignInRequest, ctx.request.body);
    const member = await gate(() => checkPin(store, phone, pin, new Date()));
    tickets.give(ctx, { id: member.id, pinHash: member.pinHash });
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
      await gate(() => checkPin(store, member.phone, pin, new Date()));
    }
    if (what === 'face') await store.removeFace(member.id);
    else {
      await store.forgetMember(member.id);
      tickets.end(({ id }) => id === member.id);
    }
    log.info({ member: member.id, what }, 'erased by the member');
    ctx.body = { success: true, message: what === 'face' ? '臉部資料已刪除' : '會員資料已刪除' };
  });
}
