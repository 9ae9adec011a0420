import type { AuditKind, AuditReply } from '../../../../../src/protocol/admin/audit';
import { texts } from '../../i18n';
import { PageHead } from '../../parts/PageHead';
import { Pager, RESULTS_ID } from '../../parts/Pager';
import { Panel } from '../../parts/Panel';
import { Waiting } from '../../parts/Waiting';
import { go, place, withQuery } from '../../router';
import { useLoad } from '../../use-load';
import { AuditTable } from './AuditTable';

/** What somebody typed into the address as a kind may be none. */
function kindIn(query: URLSearchParams): AuditKind | null {
  const kind = query.get('kind');
  return kind !== null && Object.hasOwn(texts.value.audit.kinds, kind) ? (kind as AuditKind) : null;
}

function KindChoice({ kind }: { kind: AuditKind | null }) {
  const t = texts.value.audit;
  return (
    <div class="finder">
      <div class="entry">
        <label for="audit-kind">{t.filter}</label>
        <select
          id="audit-kind"
          value={kind ?? ''}
          onChange={(event) => go(withQuery('/admin/audit', { kind: event.currentTarget.value }))}
        >
          <option value="">{texts.value.common.all}</option>
          {Object.entries(t.kinds).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

/** The address is the kind and the page, so that going back leads to what one has seen. */
export function AuditPage() {
  const t = texts.value.audit;
  const { query } = place.value;
  const kind = kindIn(query);
  const cursor = query.get('cursor');
  const loaded = useLoad<AuditReply>(withQuery('audit', { kind, cursor }));
  return (
    <>
      <PageHead title={t.title} />
      <Waiting of={loaded}>
        {({ entries, next, head }) => (
          <>
            <section id={RESULTS_ID} class="card" tabIndex={-1} aria-label={t.caption}>
              <p class="muted audit-about">{t.about}</p>
              <KindChoice kind={kind} />
              {entries.length === 0 ? (
                <p class="muted">{t.none}</p>
              ) : (
                <AuditTable entries={entries} isBusy={loaded.busy} />
              )}
              <Pager
                addressOf={(to) => withQuery('/admin/audit', { kind, cursor: to })}
                cursor={cursor}
                next={next === null ? null : String(next)}
              />
            </section>
            {head !== null && (
              <Panel title={t.head}>
                <p>
                  <code class="audit-head">{`${head.number}:${head.hash}`}</code>
                </p>
                <p class="muted small">{t.headText}</p>
              </Panel>
            )}
          </>
        )}
      </Waiting>
    </>
  );
}
