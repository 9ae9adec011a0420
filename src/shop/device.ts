/** The shop's own devices, each known by a token that was shown once. */
import { createHash, randomBytes } from 'node:crypto';

/** `kiosk`: signs customers in and sells. `edge`: sends what a camera sees, and nothing else. */
export const DEVICE_KINDS = ['kiosk', 'edge'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export interface Device {
  /** What the owner calls it; one device a name. */
  readonly name: string;
  readonly kind: DeviceKind;
  /** SHA-256 of the token in hex. The token has 256 random bits, so a slow hash would protect nothing more. */
  readonly tokenHash: string;
  /** ISO time. */
  readonly createdAt: string;
}

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
/** So that programs that look for secrets in files know one when they see it. */
const PREFIX = 'yolo1125_';

export function isDeviceName(text: string): boolean {
  return NAME.test(text);
}

/** @returns the device as it is kept, and its token, which is kept nowhere */
export function newDevice(
  name: string,
  kind: DeviceKind,
  now: Date,
): { readonly device: Device; readonly token: string } {
  const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  return { device: { name, kind, tokenHash: hashToken(token), createdAt: now.toISOString() }, token };
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
