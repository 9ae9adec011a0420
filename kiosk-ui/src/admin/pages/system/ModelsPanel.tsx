import { useState } from 'preact/hooks';
import type { AdminModel, AdminModelsReply } from '../../../../../src/protocol/admin/models';
import type { Refusal } from '../../../types';
import { post } from '../../api';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { Panel } from '../../parts/Panel';
import { RefusalText } from '../../parts/RefusalText';
import { Table } from '../../parts/Table';
import { Tag } from '../../parts/Tag';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { formatBytes, formatMoment } from '../../words';

const EVERY_MS = 5000;
/** Another model is started beside the one in use, and this computer may be slow. */
const PATIENCE_MS = 300_000;

function Fit({ model }: { model: AdminModel }) {
  const t = texts.value.models;
  const unsold = model.classes.filter(({ product }) => product === null).length;
  return (
    <>
      {t.classes(model.classes.length)}
      {unsold > 0 && <> · {t.unsold(unsold)}</>}{' '}
      {model.unseen.length > 0 && <Tag tone="warning">{t.unseen(model.unseen.length)}</Tag>}
    </>
  );
}

function Remarks({ pinned, failed }: Pick<AdminModelsReply, 'pinned' | 'failed'>) {
  const t = texts.value.models;
  return (
    <>
      {pinned !== null && <p class="note is-warning">{t.pinned(pinned)}</p>}
      {failed !== null && (
        <div class="note is-bad">
          <p>{t.failed(failed.name, formatMoment(failed.at))}</p>
          <p class="small" lang="en">
            {failed.reason}
          </p>
        </div>
      )}
    </>
  );
}

/** Which model the shop sells by. Both ways can be gone back at once, so nobody is asked twice. */
export function ModelsPanel() {
  const t = texts.value.models;
  const loaded = useLoad<AdminModelsReply>('models', EVERY_MS);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function change(path: string, body: object): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await post<AdminModelsReply>(path, body, PATIENCE_MS);
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    loaded.put(answer.body);
    const name = answer.body.models.find(({ in_use }) => in_use)?.name ?? '';
    tell(({ models }) => models.changed(name === 'shipped' ? models.shipped : name));
  }

  return (
    <Panel title={t.title} class="is-wide">
      <p class="muted">{t.about}</p>
      <div role="alert">{refusal !== null && <RefusalText refusal={refusal} />}</div>
      <Waiting of={loaded}>
        {({ pinned, failed, changing, previous, models }) => {
          const isStill = busy || changing;
          return (
            <>
              <Remarks pinned={pinned} failed={failed} />
              <p role="status" class="muted">
                {isStill && t.changing}
              </p>
              <Table
                caption={t.title}
                rows={models}
                keyOf={({ name }) => name}
                columns={[
                  {
                    key: 'name',
                    head: t.name,
                    kind: 'name',
                    cell: ({ name, in_use }) => (
                      <>
                        {name === 'shipped' ? t.shipped : name} {in_use && <Tag tone="good">{t.inUse}</Tag>}
                      </>
                    ),
                  },
                  { key: 'fit', head: t.products, cell: (model) => <Fit model={model} /> },
                  {
                    key: 'size',
                    head: t.size,
                    cell: ({ input, bytes }) => `${input.width} × ${input.height} · ${formatBytes(bytes)}`,
                  },
                  {
                    key: 'speed',
                    head: t.speed,
                    cell: ({ analysis_ms }) => (analysis_ms === null ? '–' : t.ms(Math.round(analysis_ms))),
                  },
                  {
                    key: 'added',
                    head: t.added,
                    cell: ({ added_at }) => (added_at === null ? t.comesAlong : formatMoment(added_at)),
                  },
                  {
                    key: 'use',
                    head: t.action,
                    kind: 'wide',
                    cell: ({ name, in_use }) =>
                      !in_use &&
                      pinned === null && (
                        <button
                          type="button"
                          class="button is-small"
                          aria-disabled={isStill}
                          aria-label={t.useThis(name === 'shipped' ? t.shipped : name)}
                          onClick={() => void change('models/use', { name })}
                        >
                          {t.use}
                        </button>
                      ),
                  },
                ]}
              />
              {previous !== null && (
                <div class="form-foot">
                  <button
                    type="button"
                    class="button"
                    aria-disabled={isStill}
                    onClick={() => void change('models/roll-back', {})}
                  >
                    {t.rollBack(previous === 'shipped' ? t.shipped : previous)}
                  </button>
                </div>
              )}
            </>
          );
        }}
      </Waiting>
    </Panel>
  );
}
