import { Icon } from '../../../components/Icon';
import { texts } from '../../i18n';
import { RefusalText } from '../../parts/RefusalText';
import { isRefusal, type Shown } from './use-teaching';

/** What came of each picture that was shown, the latest first. */
export function TaughtList({ shown }: { shown: readonly Shown[] }) {
  const t = texts.value.catalogue.learn;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard too.
    <ul class="taught" tabIndex={0} aria-live="polite" aria-label={t.results}>
      {shown.map(({ id, address, reply }) => (
        <li key={id} class="taught-one">
          <img src={address} alt="" />
          <div>{reply === null ? <p class="muted">{t.looking}</p> : <Outcome reply={reply} />}</div>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ reply }: { reply: NonNullable<Shown['reply']> }) {
  const t = texts.value.catalogue.learn;
  if (isRefusal(reply)) return <RefusalText refusal={reply} />;
  const isLearned = reply.outcome === 'learned';
  return (
    <>
      <p class={isLearned ? 'is-good' : 'is-bad'}>
        <Icon name={isLearned ? 'check' : 'alert'} /> {t.outcome[reply.outcome]}
      </p>
      {isLearned && reply.found === 'nothing' && <p class="muted">{t.nothingFound}</p>}
    </>
  );
}
