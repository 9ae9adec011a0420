import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly class?: string;
  /** Beside the heading. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of a page under its own heading. */
export function Panel({ title, class: className = '', aside, children }: Props) {
  const id = useId();
  return (
    <section class={`card ${className}`} aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id} class="card-title">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
