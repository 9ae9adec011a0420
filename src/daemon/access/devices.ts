/** The shop's devices as this daemon knows them. */
import { type Device, hashToken, type Store } from '../../shop/index.js';

export interface Devices {
  /** The device whose token this is, or null. */
  find(token: string): Promise<Device | null>;
  /** Whether anything is known that a token could belong to. */
  areKnown(): boolean;
  /** Whether it was not removed meanwhile. */
  has(device: Device): boolean;
  /** Asks the store; another process may have added or removed one. */
  refresh(): Promise<void>;
  /** Counts a socket of a device. @returns to be called when it is closed */
  track(device: Device): () => void;
  /** Sockets that a device has open. */
  socketsOf(device: Device): number;
  /** Told after each change. */
  onChange(listener: () => void): void;
}

/**
 * @param edgeToken the setting's token: an edge that stands in no store
 * @throws AppError `store_unavailable` from `find` of a token that is not known yet, and from `refresh`
 */
export function createDevices(store: Store, edgeToken: string | null): Devices {
  const fixed: readonly Device[] =
    edgeToken === null
      ? []
      : [{ name: 'edge', kind: 'edge', tokenHash: hashToken(edgeToken), createdAt: '' }];
  const listeners: (() => void)[] = [];
  const open = new Map<string, number>();
  const count = ({ tokenHash }: Device, by: number) => {
    const now = (open.get(tokenHash) ?? 0) + by;
    if (now > 0) open.set(tokenHash, now);
    else open.delete(tokenHash);
  };
  let known = byHash(fixed);
  let reading: Promise<void> = Promise.resolve();

  async function read(): Promise<void> {
    const next = byHash([...(await store.listDevices()), ...fixed]);
    const isSame = next.size === known.size && [...next.keys()].every((hash) => known.has(hash));
    known = next;
    if (!isSame) for (const tell of listeners) tell();
  }

  /** One after another: a reading that began before a device was added must not answer for it. */
  function refresh(): Promise<void> {
    reading = reading.catch(() => {}).then(read);
    return reading;
  }

  return {
    async find(token) {
      const hash = hashToken(token);
      if (!known.has(hash)) await refresh();
      return known.get(hash) ?? null;
    },
    areKnown: () => known.size > 0,
    has: ({ tokenHash }) => known.has(tokenHash),
    refresh,
    track(device) {
      count(device, 1);
      return () => count(device, -1);
    },
    socketsOf: ({ tokenHash }) => open.get(tokenHash) ?? 0,
    onChange: (listener) => void listeners.push(listener),
  };
}

function byHash(devices: readonly Device[]): ReadonlyMap<string, Device> {
  return new Map(devices.map((device) => [device.tokenHash, device]));
}
