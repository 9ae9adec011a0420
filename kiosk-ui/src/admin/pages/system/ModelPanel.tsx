import type { SystemReply } from '../../../../../src/protocol/admin/system';
import { Icon } from '../../../components/Icon';
import { texts } from '../../i18n';
import { Facts } from '../../parts/Facts';
import { Link } from '../../parts/Link';
import { Panel } from '../../parts/Panel';
import { Table } from '../../parts/Table';
import { Tag } from '../../parts/Tag';
import { withQuery } from '../../router';
import { addressOfOne } from '../../routes';

type Model = SystemReply['model'];

function Classes({ classes }: Pick<Model, 'classes'>) {
  const t = texts.value.system;
  return (
    <Table
      caption={t.classes}
      rows={classes}
      keyOf={({ class_id }) => String(class_id)}
      isNarrow
      columns={[
        { key: 'id', head: t.classId, kind: 'number', cell: ({ class_id }) => class_id },
        { key: 'name', head: t.className, kind: 'name', cell: ({ class_name }) => class_name },
        {
          key: 'product',
          head: t.soldAs,
          cell: ({ product, class_name }) =>
            product !== null ? (
              <Link to={addressOfOne('products', product.id)}>{product.name}</Link>
            ) : (
              <>
                <Tag tone="warning">{t.notSold}</Tag>{' '}
                <Link
                  to={withQuery('/admin/products/new', { class: class_name })}
                  class="button is-small"
                  label={`${texts.value.catalogue.products.add}: ${class_name}`}
                >
                  <Icon name="plus" />
                  {texts.value.catalogue.products.add}
                </Link>
              </>
            ),
        },
      ]}
    />
  );
}

function Unseen({ unseen }: Pick<Model, 'unseen'>) {
  const t = texts.value.system;
  if (unseen.length === 0) return <p class="note is-good">{t.allFit}</p>;
  return (
    <div class="note is-bad">
      <p>
        <strong>{t.unseen}</strong>
      </p>
      <p>{t.unseenText}</p>
      <ul class="note-list">
        {unseen.map(({ id, name }) => (
          <li key={id}>
            <Link to={addressOfOne('products', id)}>{name}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function ModelPanel({ model }: { model: Model }) {
  const t = texts.value.system;
  return (
    <Panel title={t.model}>
      <Facts
        facts={[
          [t.file, <span class="breaking">{model.file}</span>],
          [t.input, `${model.input.width} × ${model.input.height}`],
          [t.workers, model.workers],
          [t.state, model.healthy ? <Tag tone="good">{t.healthy}</Tag> : <Tag tone="bad">{t.unhealthy}</Tag>],
        ]}
      />
      <Unseen unseen={model.unseen} />
      <h3 class="card-subtitle">{t.classes}</h3>
      <Classes classes={model.classes} />
    </Panel>
  );
}
