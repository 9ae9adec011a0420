import type { Collections, CounterDoc } from './documents.js';

/** The next of a row of running numbers. One that is not used in the end, because its writer died, is left out. */
export async function nextNumber({ counters }: Collections, name: CounterDoc['_id']): Promise<number> {
  const counted = await counters.findOneAndUpdate(
    { _id: name },
    { $inc: { value: 1 } },
    { returnDocument: 'after' },
  );
  if (counted === null) throw new Error(`the database has lost its counter "${name}"`);
  return counted.value;
}
