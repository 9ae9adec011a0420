/** Which page an address names. */

export type Section =
  | 'today'
  | 'products'
  | 'members'
  | 'transactions'
  | 'reports'
  | 'devices'
  | 'audit'
  | 'system';

export const SECTIONS: readonly Section[] = [
  'today',
  'products',
  'members',
  'transactions',
  'reports',
  'devices',
  'audit',
  'system',
];

export type Route =
  | { readonly page: Section }
  | { readonly page: 'new-product' | 'not-found' }
  | { readonly page: 'product' | 'member' | 'transaction'; readonly id: string };

const ONE_OF: Readonly<Record<string, 'product' | 'member' | 'transaction'>> = {
  products: 'product',
  members: 'member',
  transactions: 'transaction',
};

export function addressOf(section: Section): string {
  return section === 'today' ? '/admin' : `/admin/${section}`;
}

export function addressOfOne(section: 'products' | 'members' | 'transactions', id: string): string {
  return `/admin/${section}/${encodeURIComponent(id)}`;
}

/** What was written by hand may be no encoding at all. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @param path without a slash at its end */
export function routeOf(path: string): Route {
  const [, root, name, id, ...more] = path.split('/');
  if (root !== 'admin' || more.length > 0) return { page: 'not-found' };
  if (name === undefined) return { page: 'today' };
  if (id === undefined) {
    const section = SECTIONS.find((one) => one === name && one !== 'today');
    return section === undefined ? { page: 'not-found' } : { page: section };
  }
  if (name === 'products' && id === 'new') return { page: 'new-product' };
  const page = ONE_OF[name];
  return page === undefined ? { page: 'not-found' } : { page, id: decoded(id) };
}

/** The section of the menu that a page belongs to. */
export function sectionOf(route: Route): Section | null {
  if (route.page === 'new-product' || route.page === 'product') return 'products';
  if (route.page === 'member') return 'members';
  if (route.page === 'transaction') return 'transactions';
  return route.page === 'not-found' ? null : route.page;
}
