import type { LogLine } from '../../../../../src/protocol/admin/system';
import { texts } from '../../i18n';
import { formatClock } from '../../words';

function wordOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function LogLineView({ line: { at, level, text, facts } }: { line: LogLine }) {
  return (
    <li class={`log-line is-${level}`}>
      <time dateTime={at} class="number">
        {formatClock(at)}
      </time>{' '}
      <strong class="log-level">{texts.value.system.levelNames[level]}</strong> <span lang="en">{text}</span>
      {Object.entries(facts).map(([name, value]) => (
        <span key={name} class="log-fact" lang="en">
          {' '}
          {name}={wordOf(value)}
        </span>
      ))}
    </li>
  );
}
