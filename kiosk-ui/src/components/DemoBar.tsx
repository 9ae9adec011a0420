import { addressOf } from '../address';
import { useCounter } from '../counter';
import { runDemo } from '../demo';
import { lang, texts } from '../i18n';
import { isCartEmpty, kiosk } from '../state';
import type { DemoState } from '../types';

function words({ phase }: DemoState): { title: string; text?: string } {
  const t = texts.value.demo;
  if (phase === 'signing-in') return { title: t.signingIn };
  if (phase === 'playing') return { title: t.playing };
  if (phase === 'failed') return { title: t.failed, text: t.failedText };
  return { title: t.ended, text: isCartEmpty.value ? t.endedEmpty : t.endedPay };
}

function Clips({ now }: { now: DemoState }) {
  const { address } = useCounter();
  const clips = kiosk.value?.demo?.clips ?? [];
  if (clips.length < 2) return null;
  return (
    <nav class="clips" aria-label={texts.value.demo.choose}>
      {clips.map((clip) => (
        <a
          key={clip.name}
          class="button clip"
          href={addressOf(address, clip.name)}
          aria-current={clip.name === now.clip.name ? 'true' : undefined}
        >
          {clip.title[lang.value]}
        </a>
      ))}
    </nav>
  );
}

/** Says that this is a demo, how far it is, and what to do next. */
export function DemoBar({ demo }: { demo: DemoState }) {
  const counter = useCounter();
  const t = texts.value.demo;
  const { title, text } = words(demo);
  const isOver = demo.phase === 'ended' || demo.phase === 'failed';
  return (
    <div class="demo-bar">
      <div class="demo-row">
        <span class="tag">{t.label}</span>
        <p class="demo-words" role="status">
          <strong>{title}</strong> {text}
        </p>
        {isOver && (
          <button type="button" class="button" onClick={() => void runDemo(counter, demo.clip)}>
            {t.again}
          </button>
        )}
        <a class="button" href={addressOf(counter.address, null)}>
          {t.leave}
        </a>
      </div>
      <progress class="demo-progress" max={demo.clip.frames} value={demo.shown} aria-label={t.label} />
      <Clips now={demo} />
    </div>
  );
}
