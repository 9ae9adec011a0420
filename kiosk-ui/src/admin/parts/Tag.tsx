import { Icon } from '../../components/Icon';

export type Tone = 'good' | 'warning' | 'bad' | 'plain';

/** A state in a word; never by colour alone. */
export function Tag({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span class={`state is-${tone}`}>
      {tone !== 'plain' && <Icon name={tone === 'good' ? 'check' : 'alert'} />}
      {children}
    </span>
  );
}
