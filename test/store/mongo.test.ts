import { afterAll, describe, expect, it } from 'vitest';
import { openMongoStore } from '../../src/store/index.js';
import { startMongo } from '../support/mongo.js';
import { peopleContract } from './people-contract.js';
import { storeContract } from './store-contract.js';

const server = await startMongo();
afterAll(() => server?.stop());

it.runIf(process.env.CI)('has a server to be tested with', () => {
  expect(server).not.toBeNull();
});

describe.skipIf(server === null)(`MongoDB, tested with ${server?.kind ?? 'nothing'}`, () => {
  const open = () => openMongoStore(server?.newDatabase() ?? '', { onFault: (e) => console.log(e) });
  storeContract('the MongoDB store', open);
  peopleContract('the MongoDB store', open);
});
