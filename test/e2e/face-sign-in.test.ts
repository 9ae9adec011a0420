/** The demo's clip at its own pace through everything: recognised, alive, two products, sold. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSocket, post } from '../support/client.js';
import { ROOT, startDaemon } from '../support/daemon.js';
import { play } from '../support/faces.js';
import { readJpegs } from '../support/people.js';

it('signs the demo member in by face, fills the cart and sells it', async () => {
  const model = join(ROOT, 'models/yolo1125-products.onnx');
  const daemon = await startDaemon({ model, faces: true });
  const socket = await openSocket(daemon.url, 'counter-1');
  await play(socket, readJpegs(join(ROOT, 'samples/face-sign-in/frames')));
  expect(socket.all('signed_in')).toMatchObject([{ method: 'face', user: { name: '示範會員' } }]);
  const sale = await post(`${daemon.url}/api/checkout`, { session_id: 'counter-1' });
  expect(sale).toMatchObject({
    status: 200,
    body: {
      total: 210,
      lines: [
        { name: '元翠茶', quantity: 1 },
        { name: '海苔蘇打餅', quantity: 1 },
      ],
    },
  });
});

it('a real shop takes the face of the demo away again', async () => {
  const model = join(ROOT, 'models/yolo1125-products.onnx');
  const demo = await startDaemon({ model, faces: true });
  await demo.stop();
  const shop = await startDaemon({ model, faces: true, demo: false, data: demo.data });
  expect(shop.log()).toMatch(/"members":0,"msg":"faces loaded"/);
});
