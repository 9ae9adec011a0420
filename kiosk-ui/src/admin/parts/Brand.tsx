import { Icon } from '../../components/Icon';
import { texts } from '../i18n';

export function Brand() {
  const t = texts.value;
  return (
    <p class="brand">
      <span class="brand-mark">
        <Icon name="scan" />
      </span>
      <strong class="brand-name">
        {t.shopName} <span class="brand-code">{t.siteTitle}</span>
      </strong>
    </p>
  );
}
