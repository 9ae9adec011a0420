import type { ComponentChildren } from 'preact';
import { go } from '../router';

interface Props {
  readonly to: string;
  readonly class?: string;
  readonly label?: string | undefined;
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A real link that stays on the page; opened in another tab it works as any. */
export function Link({ to, class: className, label, current = false, children }: Props) {
  return (
    <a
      href={to}
      class={className}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
