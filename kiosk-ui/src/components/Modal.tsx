import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  /** The id of the heading inside. */
  readonly titleId: string;
  readonly className?: string;
  /** Escape was pressed. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Gives the focus back to where it was, or when that is gone (signed in, paid) to the page's content. */
function giveFocusBack(before: Element | null): void {
  // Once the page shows what the dialog led to; only then is it known what is gone.
  window.setTimeout(() => {
    if (document.querySelector('dialog[open]') !== null) return;
    const target = before?.isConnected ? before : document.querySelector('main');
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  });
}

/**
 * A dialog over the page. The browser keeps the focus inside while it is open;
 * it starts on the element marked `data-first-focus`.
 */
export function Modal({ titleId, className = '', onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current!;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      dialog.close();
      giveFocusBack(before);
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={`modal ${className}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
