/** Registration at the counter, and the answer to 「您是王○明嗎？」. */
import type Router from '@koa/router';
import {
  type IdentityReply,
  IdentityRequest,
  type LoginReply,
  RegisterRequest,
} from '../../protocol/index.js';
import { viewMember } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import { answerIdentity } from '../session/identity.js';
import { register } from '../session/registration.js';
import type { SessionRegistry } from '../session/registry.js';
import { parseInput } from './errors.js';
import type { LoginGate } from './login-gate.js';

export function addFaceRoutes(
  router: Router,
  context: DaemonContext,
  registry: SessionRegistry,
  gate: LoginGate,
): void {
  router.post('/api/register', async (ctx) => {
    const request = parseInput(RegisterRequest, ctx.request.body);
    const session = await registry.open(request.session_id);
    const member = await gate(() => register(context, session, request));
    ctx.body = {
      success: true,
      message: `歡迎加入，${member.name}`,
      user: viewMember(member),
    } satisfies LoginReply;
  });

  router.post('/api/identity', async (ctx) => {
    const request = parseInput(IdentityRequest, ctx.request.body);
    const session = await registry.open(request.session_id);
    const member = await gate(() => answerIdentity(context, session, request));
    ctx.body = { success: true, user: member && viewMember(member) } satisfies IdentityReply;
  });
}
