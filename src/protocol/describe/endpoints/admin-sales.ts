import { ReportQuery, ReportReply } from '../../admin/reports.js';
import { TodayReply } from '../../admin/today.js';
import {
  TransactionFilter,
  TransactionListReply,
  TransactionQuery,
  TransactionReply,
  VoidRequest,
} from '../../admin/transactions.js';
import type { Area } from '../endpoint.js';

const params = { id: "The transaction's number." };

export const ADMIN_SALES: Area = {
  name: 'sales',
  description: 'What was sold. Days are where the shop is; voided sales count in no sum.',
  endpoints: [
    {
      method: 'get',
      path: '/api/admin/today',
      summary: 'How today goes, the open counters, and whether everything works',
      who: 'owner',
      reply: TodayReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/transactions',
      summary: 'Sales, newest first, page by page',
      who: 'owner',
      query: TransactionQuery,
      reply: TransactionListReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/transactions.csv',
      summary: 'Sales for a spreadsheet: one row a line of a sale',
      who: 'owner',
      query: TransactionFilter,
      reply: { media: 'text/csv' },
      carries: 'Content-Disposition',
      errors: ['store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/transactions/{id}',
      summary: 'One sale with its lines',
      who: 'owner',
      params,
      reply: TransactionReply,
      errors: ['transaction_unknown', 'store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/transactions/{id}/void',
      summary: 'Takes a sale back, for a reason; what was sold is in stock again',
      who: 'owner',
      params,
      body: VoidRequest,
      reply: TransactionReply,
      errors: ['transaction_unknown', 'already_voided', 'store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/reports',
      summary: 'Figures over days, hours and products',
      who: 'owner',
      query: ReportQuery,
      reply: ReportReply,
      errors: ['store_unavailable'],
    },
  ],
};
