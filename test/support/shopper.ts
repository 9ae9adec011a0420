/** Helpers of the tests of what the original system got wrong. */
import { runCli } from './cli.js';
import { openSocket, post, type TestSocket } from './client.js';
import { PHONE, PIN, type RunningDaemon } from './daemon.js';
import { jpegOf } from './pictures.js';

/** A socket on whose session the demo member is signed in. */
export async function signedIn(daemon: RunningDaemon, sessionId = 'counter-1') {
  const socket = await openSocket(daemon.url, sessionId);
  const reply = await post(`${daemon.url}/api/login`, { session_id: sessionId, phone: PHONE, pin: PIN });
  return { socket, memberId: reply.body.user.id as string };
}

export async function show(socket: TestSocket, picture: Buffer, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await socket.show(picture);
}

/** Puts one 元翠茶, NT$150, into the demo member's cart. The default model is needed. */
export async function fillCart(daemon: RunningDaemon, sessionId = 'counter-1'): Promise<void> {
  const { socket } = await signedIn(daemon, sessionId);
  await show(socket, await jpegOf(64, 64, '#ffffff'), 4);
  await socket.next('cart_updated');
  await socket.close();
}

/** Sells one 元翠茶, NT$150, to the demo member. */
export async function sell(
  daemon: RunningDaemon,
  sessionId = 'counter-1',
): Promise<{ receipt_key: string; transaction_id: string }> {
  await fillCart(daemon, sessionId);
  const { status, body } = await post(`${daemon.url}/api/checkout`, { session_id: sessionId });
  if (status !== 200) throw new Error(`not sold: ${body.message_en}`);
  return body;
}

export const SECOND_MEMBER = { phone: '0911111111', pin: '4321' } as const;

export async function enrolSecondMember({ data }: RunningDaemon): Promise<void> {
  const { phone, pin } = SECOND_MEMBER;
  await runCli(['enroll', '--name', '會員二', '--phone', phone, '--pin', pin, '--data', data]);
}
