import { texts } from '../i18n';
import { go, place } from '../router';

interface Props {
  /** The address of the page that begins there; null for the newest. */
  readonly addressOf: (cursor: string | null) => string;
  /** Of this page; null for the newest. */
  readonly cursor: string | null;
  /** Of the following page; null on the last. */
  readonly next: string | null;
}

/** The cursors of the pages before this one, oldest press first, as this entry of the history keeps them. */
function trail(): readonly (string | null)[] {
  const { note } = place.value;
  return Array.isArray(note) ? note : [];
}

/** What the pages are of. It takes the focus at each turn: the button that was pressed may be out of use on the next page. */
export const RESULTS_ID = 'results';

export function Pager({ addressOf, cursor, next }: Props) {
  const t = texts.value.pager;
  const before = trail();
  function turn(to: string | null, note: readonly (string | null)[]): void {
    go(addressOf(to), { note });
    const results = document.getElementById(RESULTS_ID);
    results?.scrollIntoView();
    results?.focus({ preventScroll: true });
  }
  if (cursor === null && next === null) return null;
  return (
    <nav class="pager" aria-label={t.pages}>
      <button type="button" class="button" disabled={cursor === null} onClick={() => turn(null, [])}>
        {t.newest}
      </button>
      <button
        type="button"
        class="button"
        disabled={before.length === 0}
        onClick={() => turn(before.at(-1) ?? null, before.slice(0, -1))}
      >
        {t.newer}
      </button>
      <button
        type="button"
        class="button"
        disabled={next === null}
        onClick={() => turn(next, [...before, cursor])}
      >
        {t.older}
      </button>
    </nav>
  );
}
