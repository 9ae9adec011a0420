import { MongoServerError } from 'mongodb';

const DUPLICATE_KEY = 11_000;

/** @returns whether it was added; false when there is one with a key that must be unique */
export async function added(insert: Promise<unknown>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}
