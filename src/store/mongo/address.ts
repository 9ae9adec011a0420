/** Addresses of MongoDB, read without its driver. */

const DEFAULT_DATABASE = 'yolo1125';
const ADDRESS = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

export interface MongoAddress {
  readonly hosts: string;
  readonly database: string;
  /** What follows `?`. */
  readonly options: string;
}

/**
 * Where an address leads, without name, password and options: for the log and the screen.
 * @throws Error when it is no address of MongoDB
 */
export function describeMongo(uri: string): string {
  const { hosts, database } = parseMongo(uri);
  return `mongodb://${hosts}/${database}`;
}

/** @throws Error that does not repeat the address, because a password may be in it */
export function parseMongo(uri: string): MongoAddress {
  const [, hosts, database, options = ''] = ADDRESS.exec(uri) ?? [];
  if (hosts === undefined)
    throw new Error(
      'the address of the store is none of MongoDB; write it like mongodb://127.0.0.1:27017/shop',
    );
  return { hosts, database: database || DEFAULT_DATABASE, options };
}
