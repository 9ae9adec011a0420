import type { HealthView } from '../../../../../src/protocol/admin/today';
import { lang } from '../../../lang';
import { texts } from '../../i18n';
import { Panel } from '../../parts/Panel';
import { Tag, type Tone } from '../../parts/Tag';

const TONES: Readonly<Record<HealthView['state'], Tone>> = { ok: 'good', warning: 'warning', failed: 'bad' };

export function Health({ health }: { health: readonly HealthView[] }) {
  const t = texts.value.today;
  return (
    <Panel title={t.health}>
      <ul class="checks">
        {health.map(({ check, state, text }) => (
          <li key={check} class="check">
            <Tag tone={TONES[state]}>{t.states[state]}</Tag>
            <p>
              <strong>{t.checks[check]}</strong> <span class="muted">{text[lang.value]}</span>
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
