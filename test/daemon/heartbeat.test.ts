import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { openSocket } from '../support/client.js';
import { startDaemon } from '../support/daemon.js';

it('a client that answers no heartbeat is cut, one that does stays', async () => {
  const daemon = await startDaemon({ args: ['--heartbeat-seconds', '2'] });
  const alive = await openSocket(daemon.url, 'alive');
  const dead = new WebSocket(`${daemon.url.replace('http', 'ws')}/ws/dead`, { autoPong: false });
  onTestFinished(() => dead.terminate());
  const code = await new Promise((resolve) => dead.once('close', resolve));
  expect(code).toBe(1006);
  expect(alive.raw.readyState).toBe(WebSocket.OPEN);
});
