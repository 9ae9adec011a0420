import type { ComponentChildren } from 'preact';
import type { OpenedAtCounter } from '../address';
import { Icon } from '../components/Icon';
import { switchLanguage } from '../lang';
import { LeaveBar } from './LeaveBar';
import { pageWords } from './words';

interface Props {
  /** Where it was opened, when that was at a counter. */
  readonly counter: OpenedAtCounter | null;
  readonly children: ComponentChildren;
}

/** A small page: the shop's name, the language, at a counter the way back, and below it what the page is about. */
export function PageShell({ counter, children }: Props) {
  const t = pageWords.value;
  return (
    <div class="page">
      <header class="header">
        <p class="brand">
          <span class="brand-mark">
            <Icon name="scan" />
          </span>
          <strong class="brand-name">
            {t.shopName} <span class="brand-code">YOLO1125</span>
          </strong>
        </p>
        <button type="button" class="button quiet" lang={t.otherLanguageLang} onClick={switchLanguage}>
          <Icon name="globe" />
          {t.otherLanguage}
        </button>
      </header>
      {counter !== null && <LeaveBar counter={counter} />}
      <main class="sheet" tabIndex={-1}>
        {counter !== null && (
          <a class="button to-counter" href={counter.back}>
            <Icon name="back" />
            {t.toCounter}
          </a>
        )}
        {children}
      </main>
    </div>
  );
}
