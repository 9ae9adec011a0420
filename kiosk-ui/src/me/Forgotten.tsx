import { useEffect, useRef } from 'preact/hooks';
import { words } from './words';

/** All that is left to say to somebody who was a member. */
export function Forgotten() {
  const t = words.value.forget.everything;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="panel" aria-labelledby="forgotten-title">
      <h1 id="forgotten-title" class="panel-title" ref={title} tabIndex={-1}>
        {t.done}
      </h1>
      <p>{t.doneText}</p>
    </section>
  );
}
