/** The bar charts' drawing, loaded only by pages that show one. */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

export interface Bars {
  readonly labels: readonly string[];
  readonly values: readonly number[];
  /** A value in words, for the scale and the tooltip. */
  readonly format: (value: number) => string;
  /** Bars lie, one under the other: for long names. */
  readonly isLying: boolean;
}

export interface Drawing {
  readonly update: (bars: Bars) => void;
  readonly end: () => void;
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function scalesOf({ format, isLying }: Bars) {
  const figures = {
    beginAtZero: true,
    grid: { color: colour('--line') },
    border: { display: false },
    ticks: {
      color: colour('--muted'),
      maxTicksLimit: 6,
      precision: 0,
      callback: (value: string | number) => format(Number(value)),
    },
  };
  const names = {
    grid: { display: false },
    border: { color: colour('--edge') },
    ticks: { color: colour('--muted'), autoSkip: !isLying, maxRotation: 0 },
  };
  return isLying ? { x: figures, y: names } : { x: names, y: figures };
}

/** Draws into a canvas whose parent has a size; follows that size. */
export function draw(canvas: HTMLCanvasElement, bars: Bars): Drawing {
  const font = getComputedStyle(canvas);
  const chart = new Chart(canvas, {
    type: 'bar',
    data: { labels: [...bars.labels], datasets: [dataOf(bars)] },
    options: {
      indexAxis: bars.isLying ? 'y' : 'x',
      maintainAspectRatio: false,
      // Figures to be read, not a show; and nothing moves for those who asked for that.
      animation: false,
      font: { family: font.fontFamily, size: Number.parseFloat(font.fontSize) },
      scales: scalesOf(bars),
      plugins: {
        tooltip: {
          displayColors: false,
          animation: false,
          callbacks: { label: ({ raw }) => bars.format(Number(raw)) },
        },
      },
    },
  });
  return {
    update: (next) => {
      chart.data = { labels: [...next.labels], datasets: [dataOf(next)] };
      chart.options.scales = scalesOf(next);
      chart.update();
    },
    end: () => chart.destroy(),
  };
}

function dataOf({ values }: Bars) {
  return {
    data: [...values],
    backgroundColor: colour('--green'),
    hoverBackgroundColor: colour('--green-deep'),
    borderRadius: 3,
    maxBarThickness: 36,
  };
}
