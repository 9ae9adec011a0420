/** Where a daemon is, from what a person types. */
import { CliError } from './fail.js';

/** @throws CliError for what is no address */
export function addressesOf(url: string): { readonly socketUrl: string; readonly origin: string } {
  if (!URL.canParse(url) || !/^(wss?|https?):$/.test(new URL(url).protocol)) {
    throw new CliError(`"${url}" is no address of a daemon; write it like ws://127.0.0.1:8000`, 2);
  }
  const { host, protocol } = new URL(url);
  const secure = protocol === 'wss:' || protocol === 'https:';
  return {
    socketUrl: `${secure ? 'wss' : 'ws'}://${host}`,
    origin: `${secure ? 'https' : 'http'}://${host}`,
  };
}
