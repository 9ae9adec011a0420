import { Icon, type IconName } from '../../components/Icon';
import { texts } from '../i18n';
import { place } from '../router';
import { addressOf, routeOf, SECTIONS, type Section, sectionOf } from '../routes';
import { Link } from './Link';

const ICONS: Readonly<Record<Section, IconName>> = {
  today: 'sun',
  products: 'box',
  members: 'people',
  transactions: 'bill',
  reports: 'chart',
  audit: 'link',
  devices: 'camera',
  system: 'chip',
};

export function Menu() {
  const t = texts.value;
  const here = sectionOf(routeOf(place.value.path));
  return (
    <nav class="menu" aria-label={t.mainNav}>
      <ul>
        {SECTIONS.map((section) => (
          <li key={section}>
            <Link to={addressOf(section)} class="menu-link" current={section === here}>
              <Icon name={ICONS[section]} />
              {t.nav[section]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
