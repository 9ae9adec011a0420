/** The member that demo mode signs in. Its PIN is known to everybody, so it works in demo mode only. */
import { enrol } from './enrol.js';
import type { Store } from './store-port.js';

export const DEMO_MEMBER = { name: '示範會員', phone: '0900000000', pin: '1125' } as const;

export async function openDemoMember(store: Store, now: Date): Promise<void> {
  await enrol(store, DEMO_MEMBER, now);
}

/** Takes the known PIN and the rendered face away; sales to the demo member stay. Does nothing where demo mode never ran. */
export async function closeDemoMember(store: Store): Promise<void> {
  const member = await store.findMemberByPhone(DEMO_MEMBER.phone);
  if (member?.name !== DEMO_MEMBER.name) return;
  await store.setMemberPin(member.id, null);
  await store.removeFace(member.id);
}
