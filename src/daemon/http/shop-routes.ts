/** The shop's HTTP API: catalogue, sign-in, checkout, a member's receipts. */
import type Router from '@koa/router';
import {
  AppError,
  type CheckoutReply,
  CheckoutRequest,
  IdempotencyKey,
  type LoginReply,
  LoginRequest,
  type ProductsReply,
  SessionQuery,
  type TransactionsReply,
} from '../../protocol/index.js';
import { signInByPin, takingsOf, viewMember, viewReceipt } from '../../shop/index.js';
import type { DaemonContext } from '../context.js';
import { checkout } from '../session/checkout.js';
import type { SessionRegistry } from '../session/registry.js';
import { signIn } from '../session/sign-in.js';
import { parseInput } from './errors.js';
import type { LoginGate } from './login-gate.js';
import { pictureAddress } from './picture-routes.js';

export function addShopRoutes(
  router: Router,
  context: DaemonContext,
  registry: SessionRegistry,
  gate: LoginGate,
): void {
  const { store, log } = context;

  router.get('/api/products', async (ctx) => {
    const products = (await store.listProducts()).filter((product) => product.active);
    const pictures = await store.listProductPictures();
    ctx.body = {
      products: products.map(({ id, name, price, yolo_class_id, class_name, stock }) => ({
        id,
        name,
        price,
        yolo_class_id,
        class_name,
        stock,
        picture: pictureAddress(pictures, id),
      })),
    } satisfies ProductsReply;
  });

  router.post('/api/login', async (ctx) => {
    const { session_id, phone, pin } = parseInput(LoginRequest, ctx.request.body);
    const member = await gate(() => signInByPin(store, phone, pin, new Date()));
    await signIn(context, await registry.open(session_id), member, { method: 'pin', live: true });
    log.info({ session: session_id, member: member.id }, 'signed in by PIN');
    ctx.body = {
      success: true,
      message: `歡迎回來，${member.name}`,
      user: viewMember(member),
    } satisfies LoginReply;
  });

  router.post('/api/checkout', async (ctx) => {
    const request = parseInput(CheckoutRequest, ctx.request.body);
    const header = ctx.get('Idempotency-Key');
    const key = header === '' ? null : parseInput(IdempotencyKey, header);
    const session = await registry.find(request.session_id);
    const receipt = await checkout(context, session, { key, request });
    ctx.body = { success: true, message: '結帳成功', ...receipt } satisfies CheckoutReply;
  });

  // A member's receipts are shown to the session that this member is signed in on, and to no other.
  router.get('/api/transactions/:member', async (ctx) => {
    const { session_id } = parseInput(SessionQuery, ctx.query);
    const session = await registry.find(session_id);
    if (!session?.signedIn) throw new AppError('not_signed_in');
    if (session.signedIn.member.id !== ctx.params.member) throw new AppError('forbidden');
    const orders = await store.listOrders(session.signedIn.member.id);
    ctx.body = {
      transactions: orders.map(viewReceipt),
      total_spent: takingsOf(orders),
    } satisfies TransactionsReply;
  });
}
