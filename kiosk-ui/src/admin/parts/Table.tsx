import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** `name`: what the row is about, once a table. `number`: set to the right. `wide`: without a label of its own as a card. */
  readonly kind?: 'name' | 'number' | 'wide';
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Narrow tables of figures stay tables on a phone; the others become a card a row. */
  readonly isNarrow?: boolean;
  readonly isBusy?: boolean;
}

/** Rows of the same facts. The caption is for ears: a heading says it to the eyes. */
export function Table<Row>({ caption, columns, rows, keyOf, isNarrow = false, isBusy = false }: Props<Row>) {
  return (
    <table class={`table ${isNarrow ? 'is-narrow' : 'is-cards'}`} aria-busy={isBusy}>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, head, kind }) => (
            <th key={key} scope="col" class={kind === 'number' || kind === 'wide' ? `is-${kind}` : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ key, head, cell, kind }) =>
              kind === 'name' ? (
                <th key={key} scope="row" class="is-name">
                  {cell(row)}
                </th>
              ) : (
                <td key={key} class={kind && `is-${kind}`} data-label={head}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
