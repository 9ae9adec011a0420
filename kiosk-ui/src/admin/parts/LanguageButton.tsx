import { Icon } from '../../components/Icon';
import { switchLanguage } from '../../lang';
import { texts } from '../i18n';

export function LanguageButton() {
  const t = texts.value;
  return (
    <button type="button" class="button quiet" lang={t.otherLanguageLang} onClick={switchLanguage}>
      <Icon name="globe" />
      {t.otherLanguage}
    </button>
  );
}
