/** What the browser keeps for us. Storage may be switched off or full; the page works without it. */

type Where = 'local' | 'session';

function storageOf(where: Where): Storage {
  return where === 'local' ? localStorage : sessionStorage;
}

/** The kept text, or null when there is none. */
export function readKept(where: Where, key: string): string | null {
  try {
    return storageOf(where).getItem(key);
  } catch {
    return null;
  }
}

export function writeKept(where: Where, key: string, value: string): void {
  try {
    storageOf(where).setItem(key, value);
  } catch {
    // Nothing is lost that this visit needs.
  }
}
