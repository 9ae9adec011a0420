import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LogLine, LogReply } from '../../../../../src/protocol/admin/system';
import { Tick } from '../../form/Tick';
import { texts } from '../../i18n';
import { Panel } from '../../parts/Panel';
import { Waiting } from '../../parts/Waiting';
import { useLoad } from '../../use-load';
import { LogLineView } from './LogLineView';

const EVERY_MS = 3000;
const LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;
const FILTERS = ['debug', 'info', 'warn', 'error'] as const;

type Level = (typeof FILTERS)[number];

function isFrom(least: Level, { level }: LogLine): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}

/** Stays at the newest line, unless somebody has scrolled up to read. */
function Lines({ lines }: { lines: readonly LogLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const t = texts.value.system;
  useLayoutEffect(() => {
    if (isAtEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  });
  return (
    <section
      ref={box}
      class="log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      aria-label={t.lines(lines.length)}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight > scrollHeight - 8;
      }}
    >
      <ol>
        {lines.map((line, index) => (
          <LogLineView key={`${line.at} ${index}`} line={line} />
        ))}
      </ol>
    </section>
  );
}

export function LogPanel() {
  const t = texts.value.system;
  const [isAuto, setAuto] = useState(true);
  const [least, setLeast] = useState<Level>('info');
  const loaded = useLoad<LogReply>('log', isAuto ? EVERY_MS : null);
  return (
    <Panel title={t.log} class="is-wide">
      <div class="finder">
        <div class="entry">
          <label for="log-level">{t.level}</label>
          <select
            id="log-level"
            value={least}
            onChange={(event) => setLeast(event.currentTarget.value as Level)}
          >
            {FILTERS.map((level) => (
              <option key={level} value={level}>
                {t.levels[level]}
              </option>
            ))}
          </select>
        </div>
        <Tick checked={isAuto} onChange={setAuto}>
          {t.auto}
        </Tick>
        <button type="button" class="button" onClick={() => void loaded.reload()}>
          {t.refresh}
        </button>
      </div>
      <Waiting of={loaded}>
        {({ lines }) => {
          const shown = lines.filter((line) => isFrom(least, line));
          return shown.length === 0 ? (
            <p class="muted">{t.noLines}</p>
          ) : (
            <>
              <p class="muted small">{t.lines(shown.length)}</p>
              <Lines lines={shown} />
            </>
          );
        }}
      </Waiting>
    </Panel>
  );
}
