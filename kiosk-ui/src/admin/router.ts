/** Where one is: the address, as the browser's history has it. The daemon answers all of `/admin/*` with this page. */
import { signal } from '@preact/signals';

export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
  /** What a page left with this entry of the history; null where it left nothing. */
  readonly note: unknown;
}

function read(): Place {
  const { pathname, search } = window.location;
  return {
    path: pathname.replace(/\/+$/, ''),
    query: new URLSearchParams(search),
    note: history.state?.note ?? null,
  };
}

export const place = signal<Place>(read());
/** How often another page was come to; pages take the focus when it is not the first of all. */
export const arrivals = signal(0);

function arrive(): void {
  const before = place.value.path;
  place.value = read();
  if (place.value.path !== before) arrivals.value += 1;
}

/** Goes to an address of ours, without loading the page anew. */
export function go(
  to: string,
  { replace = false, note = null }: { replace?: boolean; note?: unknown } = {},
): void {
  const before = place.value.path;
  history[replace ? 'replaceState' : 'pushState']({ note }, '', to);
  arrive();
  if (place.value.path !== before) window.scrollTo(0, 0);
}

export function followHistory(): void {
  window.addEventListener('popstate', arrive);
}

/** The address with what is not empty of a query. */
export function withQuery(path: string, query: Readonly<Record<string, string | null | undefined>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) params.set(name, value);
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}
