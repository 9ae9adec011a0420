import { useEffect, useRef, useState } from 'preact/hooks';
import { texts } from '../i18n';
import { type Column, Table } from '../parts/Table';
import type { Drawing } from './draw';

interface Props<Row> {
  /** What is shown, as the heading above says it. */
  readonly title: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly labelOf: (row: Row) => string;
  readonly figureOf: (row: Row) => number;
  readonly format: (value: number) => string;
  /** All the figures; the chart shows one of them. */
  readonly columns: readonly Column<Row>[];
  readonly isLying?: boolean;
  /** How many of the rows have a bar. */
  readonly shown?: number;
}

/** A picture of figures, said in a sentence to those who cannot see it, and all the figures as a table for everybody. */
export function BarChart<Row>({
  title,
  rows,
  keyOf,
  labelOf,
  figureOf,
  format,
  columns,
  isLying = false,
  shown = rows.length,
}: Props<Row>) {
  const t = texts.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const drawn = rows.slice(0, shown);
  const labels = drawn.map(labelOf);
  const values = drawn.map(figureOf);
  const bars = { labels, values, format, isLying };
  const latest = useRef(bars);
  latest.current = bars;

  useEffect(() => {
    let ended = false;
    import('./draw').then(
      ({ draw }) => {
        if (!ended && canvas.current) drawing.current = draw(canvas.current, latest.current);
      },
      () => setFailed(true),
    );
    return () => {
      ended = true;
      drawing.current?.end();
      drawing.current = null;
    };
  }, [isLying]);

  // Only when something is another than before: this is rendered at every poll.
  const said = JSON.stringify([labels, values]);
  useEffect(() => drawing.current?.update(latest.current), [said]);

  const most = Math.max(0, ...values);
  const top = values.indexOf(most);
  const highest = most > 0 ? t.chart.highest(labels[top] ?? '', format(most)) : t.chart.none;
  return (
    <figure class="chart">
      {hasFailed ? (
        <p class="muted">{t.chart.failed}</p>
      ) : (
        <div class="chart-room" style={isLying ? { height: `${3 + drawn.length * 2}rem` } : undefined}>
          <canvas ref={canvas} role="img" aria-label={t.chart.summary(title, highest)} />
        </div>
      )}
      <details class="chart-table" open={hasFailed}>
        <summary>{t.common.table}</summary>
        <Table caption={title} columns={columns} rows={rows} keyOf={keyOf} isNarrow />
      </details>
    </figure>
  );
}
