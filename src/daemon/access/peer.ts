/** Who is at the other end of a connection, as far as the network tells. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { DaemonOptions } from '../options.js';

export interface Peer {
  /** Of the client, or of what stands for it in limits; the proxy's own where nobody was named. */
  readonly address: string;
  /** A browser or program on the shop's own computer, with nothing in between. */
  readonly isHere: boolean;
  /** Whether nobody on the way can read along. */
  readonly isSealed: boolean;
  /** The host that the client asked for. */
  readonly host: string | undefined;
}

/** What a proxy adds. */
const FORWARDED = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/** @param proxies addresses and networks that speak for clients, or null: nobody does */
export function peerReader(proxies: readonly string[] | null): (request: IncomingMessage) => Peer {
  const trusted = proxies && listOf(proxies);
  return (request) => {
    const { headers, socket } = request;
    const address = plain(socket.remoteAddress ?? '');
    const isSealed = (socket as Partial<TLSSocket>).encrypted === true;
    const isForwarded = FORWARDED.some((header) => headers[header] !== undefined);
    if (trusted === null) {
      // Behind a proxy everybody seems to come from here, so whoever was forwarded does not count.
      const isHere = isLoopbackAddress(address) && !isForwarded;
      return { address, isHere, isSealed: isSealed || isHere, host: headers.host };
    }
    if (!contains(trusted, address)) return { address, isHere: false, isSealed, host: headers.host };
    return {
      address: clientOf(headers, address, trusted),
      isHere: false,
      isSealed: lastOf(headers['x-forwarded-proto']) === 'https',
      host: lastOf(headers['x-forwarded-host']) ?? headers.host,
    };
  };
}

/** The one whom the last proxy that is not ours saw: what stands before it in the list, anybody can have written. */
function clientOf(headers: IncomingHttpHeaders, proxy: string, trusted: BlockList): string {
  const named = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => plain(one.trim()));
  return named.findLast((one) => one !== '' && !contains(trusted, one)) ?? proxy;
}

function lastOf(header: string | readonly string[] | undefined): string | undefined {
  return header === undefined ? undefined : String(header).split(',').at(-1)?.trim();
}

/** @throws Error for what is neither an address nor a network */
export function listOf(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  try {
    return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  } catch {
    return false;
  }
}

/** `::ffff:192.0.2.1` is what an IPv6 socket calls 192.0.2.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** Behind a proxy only what came to it by TLS is served, and nothing that goes around it. */
export function isSealedEnough({ isSealed }: Peer, { proxies, insecure }: DaemonOptions): boolean {
  return isSealed || proxies === null || insecure;
}
