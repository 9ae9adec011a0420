import type { AdminProductsReply } from '../../../../../src/protocol/admin/products';
import { Icon } from '../../../components/Icon';
import { texts } from '../../i18n';
import { Link } from '../../parts/Link';
import { Panel } from '../../parts/Panel';
import { withQuery } from '../../router';

/** What the camera would know, but nobody sells; nothing when there is no such class. */
export function UnsoldClasses({ classes }: { classes: AdminProductsReply['classes'] }) {
  const t = texts.value.catalogue.products;
  const unsold = classes.filter(({ product_id }) => product_id === null);
  if (unsold.length === 0) return null;
  return (
    <Panel title={t.unsold} class="is-warning">
      <p>{t.unsoldText}</p>
      <ul class="chips">
        {unsold.map(({ class_id, class_name }) => (
          <li key={class_id}>
            <Link to={withQuery('/admin/products/new', { class: class_name })} class="button">
              <Icon name="plus" />
              {t.create(class_name)}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
