import { Icon } from '../components/Icon';
import { CurrentPage } from './CurrentPage';
import { texts } from './i18n';
import { Brand } from './parts/Brand';
import { LanguageButton } from './parts/LanguageButton';
import { Menu } from './parts/Menu';
import { SignOutButton } from './parts/SignOutButton';

/** What is round every page: the menu at the left, on small screens below. */
export function Shell() {
  const t = texts.value;
  return (
    <div class="shell">
      <a class="skip button" href="#content">
        {t.skip}
      </a>
      <header class="top">
        <Brand />
        <div class="top-tools">
          <a class="button quiet" href="/" target="_blank" rel="noreferrer">
            <Icon name="scan" />
            <span class="top-word">{t.toKiosk}</span>
          </a>
          <LanguageButton />
          <SignOutButton />
        </div>
      </header>
      <Menu />
      <main id="content" class="content" tabIndex={-1}>
        <CurrentPage />
      </main>
    </div>
  );
}
