/** Product lists as owners keep them: JSON or CSV. */
import { AppError } from '../protocol/index.js';
import { type Product, ProductInput } from './catalogue.js';

/**
 * Reads a product list.
 *
 * JSON: an array of products, or `{"products": [...]}`. CSV: a header line with the columns `id,name,price` and any
 * of `class_name,yolo_class_id,stock,active`; quoted fields as in RFC 4180; an empty cell means "not given".
 * @throws AppError `bad_request` that names the line and field
 */
export function parseSeedFile(text: string, format: 'json' | 'csv'): readonly Product[] {
  const rows = format === 'json' ? jsonRows(text) : csvRows(text);
  const products = rows.map((row, index) => {
    const parsed = ProductInput.safeParse(row);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new AppError(
      'bad_request',
      `product ${index + 1}, ${issue?.path.join('.') ?? ''}: ${issue?.message}`,
    );
  });
  const seen = new Set<string>();
  for (const { id } of products) {
    if (seen.has(id)) throw new AppError('bad_request', `product id "${id}" stands twice in the list`);
    seen.add(id);
  }
  return products;
}

function jsonRows(text: string): readonly unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new AppError('bad_request', `not valid JSON: ${(error as Error).message}`);
  }
  const rows = Array.isArray(value) ? value : (value as { products?: unknown } | null)?.products;
  if (!Array.isArray(rows)) throw new AppError('bad_request', 'expected an array of products');
  return rows;
}

function csvRows(text: string): readonly unknown[] {
  const [header, ...records] = csvRecords(text.replace(/^\ufeff/, ''));
  if (!header) throw new AppError('bad_request', 'the file is empty');
  const columns = header.map((name) => name.trim());
  const strange = columns.find((name) => !(name in ProductInput.shape));
  if (strange !== undefined) throw new AppError('bad_request', `unknown column "${strange}"`);
  return records.map((cells) => {
    const given = columns.flatMap((name, index) => {
      const cell = cells[index]?.trim() ?? '';
      return cell === '' ? [] : [[name, csvValue(name, cell)] as const];
    });
    return Object.fromEntries(given);
  });
}

function csvValue(column: string, cell: string): unknown {
  if (column === 'price' || column === 'yolo_class_id' || column === 'stock') return Number(cell);
  if (column === 'active') return !/^(0|false|no|否)$/i.test(cell);
  return cell;
}

/**
 * RFC 4180: fields by comma, quotes doubled inside quotes, a quoted field may hold line breaks.
 * @throws AppError `bad_request` with the line where a quote is out of place
 */
function csvRecords(text: string): string[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
  const records: string[][] = [];
  let record: string[] = [];
  for (;;) {
    const start = field.lastIndex;
    const match = field.exec(text);
    if (!match) {
      const line = text.slice(0, start).split('\n').length;
      throw new AppError(
        'bad_request',
        `line ${line}: a quote is out of place; write "" for a quote inside quotes`,
      );
    }
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    if (record.some((cell) => cell !== '')) records.push(record);
    record = [];
    if (field.lastIndex >= text.length) return records;
  }
}
