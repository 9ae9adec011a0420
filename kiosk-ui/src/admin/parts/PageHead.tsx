import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { texts } from '../i18n';
import { arrivals } from '../router';

const pageTitle = signal('');

/** What the browser's tab says: the page, then whose pages these are. */
export function documentTitle(): string {
  const site = `${texts.value.siteTitle} YOLO1125`;
  return pageTitle.value === '' ? site : `${pageTitle.value} · ${site}`;
}

interface Props {
  readonly title: string;
  /** Beside the heading: what one does on this page most. */
  readonly children?: ComponentChildren;
}

/** A page's heading. It takes the focus when the page is come to, so that a screen reader says where one is. */
export function PageHead({ title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    pageTitle.value = title;
  }, [title]);
  useEffect(() => {
    if (arrivals.peek() > 0) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="page-head">
      <h1 ref={heading} class="page-title" tabIndex={-1}>
        {title}
      </h1>
      {children && <div class="page-actions">{children}</div>}
    </div>
  );
}
