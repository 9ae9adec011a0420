import type { Db, MongoClient } from 'mongodb';
import type { Collections } from './documents.js';
import type { Journal } from './journal.js';
import type { Tokens } from './tokens.js';

/** What the parts of one open MongoDB store share. */
export interface MongoContext extends Collections {
  readonly client: MongoClient;
  readonly db: Db;
  readonly tokens: Tokens;
  readonly journal: Journal;
  /** Told of what went wrong after an answer was already certain. */
  readonly onFault: (error: unknown) => void;
}
