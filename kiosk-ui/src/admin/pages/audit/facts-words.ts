/** What an entry holds, in words. Facts of kinds that a later program adds are shown as they are. */
import type { AuditEntryView } from '../../../../../src/protocol/admin/audit';
import { formatMoney } from '../../../format';
import { texts } from '../../i18n';

type Facts = AuditEntryView['facts'];

interface Line {
  readonly quantity: number;
}

interface Change {
  readonly from: unknown;
  readonly to: unknown;
}

/** Shown as links, or not at all. */
const APART = ['transaction', 'product', 'lines'];
const SHORT_ID = 8;

/** `2 件 · NT$50`, `價格 NT$25 → NT$30`, `人臉 是`. */
export function factsInWords(facts: Facts): string {
  const parts = Object.entries(facts)
    .filter(([name]) => !APART.includes(name))
    .map(([name, value]) => partOf(name, value));
  return [itemsOf(facts), ...parts].filter((part) => part !== '').join(' · ');
}

function itemsOf({ lines }: Facts): string {
  if (!Array.isArray(lines)) return '';
  return texts.value.units.items((lines as readonly Line[]).reduce((sum, { quantity }) => sum + quantity, 0));
}

function partOf(name: string, value: unknown): string {
  if (name === 'total') return formatMoney(value as number);
  const { names } = texts.value.audit;
  const called = Object.hasOwn(names, name) ? names[name as keyof typeof names] : name;
  if (isChange(value)) return `${called} ${wordOf(name, value.from)} → ${wordOf(name, value.to)}`;
  if (Array.isArray(value)) return `${called} ${value.map((one) => nameOf(String(one))).join(', ')}`;
  return `${called} ${wordOf(name, value)}`;
}

function nameOf(field: string): string {
  const { names } = texts.value.audit;
  return Object.hasOwn(names, field) ? names[field as keyof typeof names] : field;
}

function isChange(value: unknown): value is Change {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}

function wordOf(name: string, value: unknown): string {
  const { nothing, yes, no } = texts.value.audit;
  if (value === null) return nothing;
  if (typeof value === 'boolean') return value ? yes : no;
  if (name === 'price') return formatMoney(value as number);
  if (name === 'member') return String(value).slice(0, SHORT_ID);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
