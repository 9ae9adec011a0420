/** Whether a daemon may be reached from the network as it is set up. */
import { networkInterfaces } from 'node:os';
import type { DaemonOptions } from '../options.js';
import { isLoopback } from '../origin.js';

/** The daemon would be open to the network without what protects it there. */
export class ExposedError extends Error {
  override readonly name = 'ExposedError';
}

/** Whether anybody but this computer can reach it. */
export function isExposed({ host, proxies }: Pick<DaemonOptions, 'host' | 'proxies'>): boolean {
  return !isLoopback(host) || proxies !== null;
}

/**
 * @param devices how many the shop has
 * @throws ExposedError that says what is missing
 */
export function refuseExposed(
  options: Pick<DaemonOptions, 'host' | 'proxies' | 'tls' | 'insecure'>,
  devices: number,
): void {
  const { tls, proxies, insecure } = options;
  if (!isExposed(options) || insecure) return;
  const missing: string[] = [];
  if (devices === 0)
    missing.push(
      'no device may sell yet: add one with "yolo1125 device add kiosk-1"',
      '尚未新增任何裝置：請執行 yolo1125 device add kiosk-1',
    );
  if (tls === null && proxies === null)
    missing.push(
      'nothing is encrypted: give --tls-cert and --tls-key, or --behind-proxy when a proxy speaks TLS',
      '連線未加密：請設定 --tls-cert 與 --tls-key，或在 TLS 代理之後使用 --behind-proxy',
    );
  if (missing.length === 0) return;
  throw new ExposedError(
    [
      'refused to open the shop to the network 拒絕對網路開放:',
      ...missing.map((line) => `  ${line}`),
      '  --insecure starts all the same; then everybody on the network may act as a kiosk, and read along',
    ].join('\n'),
  );
}

/** Under what addresses others reach a daemon that listens on all of them. */
export function lanAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address),
  );
}
