/** The filter of the sales, as the address keeps it and as the daemon is asked. */
import type { SaleStatus } from '../../../../../src/protocol/admin/transactions';
import { withQuery } from '../../router';

export interface Filter {
  readonly from: string;
  readonly to: string;
  readonly member: string;
  readonly product: string;
  readonly status: SaleStatus;
  readonly number: string;
}

export const NO_FILTER: Filter = { from: '', to: '', member: '', product: '', status: 'all', number: '' };

export function filterIn(query: URLSearchParams): Filter {
  const status = query.get('status');
  return {
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    member: query.get('member') ?? '',
    product: query.get('product') ?? '',
    status: status === 'sold' || status === 'voided' ? status : 'all',
    number: query.get('number') ?? '',
  };
}

/** @param path an address of ours, or a question to the daemon */
export function withFilter(path: string, filter: Filter, cursor: string | null = null): string {
  const { status, number, ...rest } = filter;
  return withQuery(path, {
    ...rest,
    status: status === 'all' ? null : status,
    number: number.trim(),
    cursor,
  });
}
