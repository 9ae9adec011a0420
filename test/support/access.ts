/** A daemon that is reached through a proxy, and everybody who may come that way. */
import { newDevice } from '../../src/shop/index.js';
import { openSqliteStore } from '../../src/store/index.js';

/** As a proxy on this computer hands somebody from elsewhere on, by TLS. */
export const PROXIED = { 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Proto': 'https' };

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** Adds devices to the embedded store of a folder, as another program beside the daemon. @returns their tokens */
export async function addDevices(
  data: string,
  devices: Readonly<Record<string, 'kiosk' | 'edge'>>,
): Promise<Readonly<Record<string, string>>> {
  const store = openSqliteStore(data);
  const tokens: Record<string, string> = {};
  for (const [name, kind] of Object.entries(devices)) {
    const { device, token } = newDevice(name, kind, new Date());
    await store.addDevice(device);
    tokens[name] = token;
  }
  await store.close();
  return tokens;
}

export async function removeDevice(data: string, name: string): Promise<void> {
  const store = openSqliteStore(data);
  await store.removeDevice(name);
  await store.close();
}
