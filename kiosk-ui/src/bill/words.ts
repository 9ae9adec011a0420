/** The words on a bill, for every page that shows one. */
import { computed } from '@preact/signals';
import { lang } from '../lang';

const zh = {
  lines: '商品明細',
  total: '總金額',
  items: (count: number) => `${count} 件`,
  number: '交易編號',
  time: '時間',
  voided: '已作廢',
  voidedAt: (time: string) => `這筆交易已於${time}作廢。`,
};

const en: typeof zh = {
  lines: 'Products',
  total: 'Total',
  items: (count) => `${count} ${count === 1 ? 'item' : 'items'}`,
  number: 'Transaction',
  time: 'Time',
  voided: 'Voided',
  voidedAt: (time) => `This sale was voided on ${time}.`,
};

export const billWords = computed(() => (lang.value === 'en' ? en : zh));
