import { switchLanguage, texts } from '../i18n';
import { connection } from '../state';
import { Icon } from './Icon';
import { SoundButton } from './SoundButton';

export function Header() {
  const t = texts.value;
  const { status } = connection.value;
  return (
    <header class="header">
      <div class="brand">
        <span class="brand-mark">
          <Icon name="scan" />
        </span>
        <h1 class="brand-name">
          {t.shopName} <span class="brand-code">YOLO1125</span>
        </h1>
      </div>
      <p class={`line-state is-${status}`}>
        <span class="dot" aria-hidden="true" />
        <span class="line-state-word">{t.connection[status]}</span>
      </p>
      <SoundButton />
      <button type="button" class="button quiet" lang={t.otherLanguageLang} onClick={switchLanguage}>
        <Icon name="globe" />
        {t.otherLanguage}
      </button>
    </header>
  );
}
