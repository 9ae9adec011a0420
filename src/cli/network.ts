/** How the shop is open to the network, and whether it is protected there. */
import { type DaemonOptions, isExposed, readCertificate, refuseExposed } from '../daemon/index.js';
import { CliError } from './fail.js';
import { type StoreFlags, withStore } from './store.js';

export interface NetworkFlags {
  readonly host: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly behindProxy?: readonly string[];
  readonly insecure?: boolean;
}

type NetworkOptions = Pick<DaemonOptions, 'host' | 'tls' | 'proxies' | 'insecure'>;

/** @throws CliError for a certificate without its key, or the other way round */
export function networkOf({
  host,
  tlsCert,
  tlsKey,
  behindProxy,
  insecure = false,
}: NetworkFlags): NetworkOptions {
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new CliError('--tls-cert and --tls-key go together: give both files', 2);
  const tls = tlsCert === undefined || tlsKey === undefined ? null : { certFile: tlsCert, keyFile: tlsKey };
  return { host, tls, proxies: behindProxy ?? null, insecure };
}

/**
 * @returns when the certificate ends; null without one
 * @throws CliError for files that are no certificate and its key
 */
export async function checkTls({ tls }: Pick<DaemonOptions, 'tls'>): Promise<Date | null> {
  if (tls === null) return null;
  try {
    return (await readCertificate(tls)).validTo;
  } catch (error) {
    throw new CliError(`--tls-cert, --tls-key: ${(error as Error).message}`, 2);
  }
}

/** A certificate is to be renewed when it has so many days left. */
const RENEW_DAYS = 14;
const DAY_MS = 86_400_000;

/** What "doctor" says of it. @throws Error as `serve` would refuse to start */
export async function checkNetwork(
  flags: NetworkFlags & StoreFlags,
): Promise<{ readonly state: 'ok' | 'note'; readonly text: string; readonly advice?: string }> {
  const options = networkOf(flags);
  const validTo = await checkTls(options);
  const days = validTo && Math.floor((validTo.getTime() - Date.now()) / DAY_MS);
  if (days !== null && days < RENEW_DAYS)
    return {
      state: 'note',
      text: days < 0 ? 'the certificate has expired' : `the certificate ends in ${days} day(s)`,
      advice: 'renew it; a running daemon takes the new files up by itself',
    };
  if (!isExposed(options)) return { state: 'ok', text: 'open to this computer only' };
  if (options.insecure)
    return {
      state: 'note',
      text: 'open to the network without protection, as --insecure says',
      advice: 'add devices and TLS: docs/access.md',
    };
  const devices = await withStore(flags, async (store) => (await store.listDevices()).length);
  refuseExposed(options, devices);
  const cipher = options.tls === null ? 'a proxy encrypts' : `certificate for ${days} days`;
  return { state: 'ok', text: `open to the network, ${devices} device(s), ${cipher}` };
}
