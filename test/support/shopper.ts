/** Helpers of the tests of what the original system got wrong. */
import { openSocket, post, type TestSocket } from './client.js';
import { PHONE, PIN, type RunningDaemon } from './daemon.js';

/** A socket on whose session the demo member is signed in. */
export async function signedIn(daemon: RunningDaemon, sessionId = 'counter-1') {
  const socket = await openSocket(daemon.url, sessionId);
  const reply = await post(`${daemon.url}/api/login`, { session_id: sessionId, phone: PHONE, pin: PIN });
  return { socket, memberId: reply.body.user.id as string };
}

export async function show(socket: TestSocket, picture: Buffer, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await socket.show(picture);
}
