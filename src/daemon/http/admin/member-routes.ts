/** The owner's members: look, correct, erase, hand out what is held. */
import type Router from '@koa/router';
import { AppError, MemberChangeRequest, type MembersReply } from '../../../protocol/index.js';
import { exportMember, hashPin, normaliseName, normalisePhone } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';
import { parseInput } from '../errors.js';
import { memberOf, viewMembers, viewOneMember } from './member-views.js';

export function addMemberRoutes(router: Router, context: DaemonContext): void {
  const { log } = context;
  const store = context.store.as('owner');
  router.get('/members', async (ctx) => {
    ctx.body = { members: await viewMembers(store) } satisfies MembersReply;
  });

  router.get('/members/:id', async (ctx) => {
    ctx.body = await viewOneMember(store, ctx.params.id ?? '');
  });

  router.patch('/members/:id', async (ctx) => {
    const { name, phone, pin } = parseInput(MemberChangeRequest, ctx.request.body);
    const { id, phone: oldPhone } = await memberOf(store, ctx.params.id ?? '');
    const pinHash = typeof pin === 'string' ? await hashPin(pin) : pin;
    const change = {
      name: name === undefined ? undefined : normaliseName(name),
      phone: phone === undefined ? undefined : normalisePhone(phone),
    };
    const outcome = await store.changeMember(id, change);
    if (outcome === 'unknown') throw new AppError('member_unknown', id);
    if (outcome === 'phone_taken') throw new AppError('phone_taken');
    if (pinHash !== undefined) {
      await store.setMemberPin(id, pinHash);
      await store.clearPinFailures(change.phone ?? oldPhone);
    }
    log.info({ member: id }, 'member changed by the owner');
    ctx.body = await viewOneMember(store, id);
  });

  router.delete('/members/:id', async (ctx) => {
    const { id = '' } = ctx.params;
    if (!(await store.forgetMember(id))) throw new AppError('member_unknown', id);
    log.info({ member: id }, 'member forgotten');
    ctx.body = { success: true, message: '會員資料已刪除' };
  });

  router.delete('/members/:id/face', async (ctx) => {
    const { id } = await memberOf(store, ctx.params.id ?? '');
    await store.removeFace(id);
    log.info({ member: id }, 'face erased');
    ctx.body = await viewOneMember(store, id);
  });

  router.get('/members/:id/export', async (ctx) => {
    const member = await memberOf(store, ctx.params.id ?? '');
    ctx.attachment(`yolo1125-member-${member.id}.json`);
    ctx.type = 'json';
    ctx.body = JSON.stringify(await exportMember(store, member, new Date()), null, 2);
  });
}
