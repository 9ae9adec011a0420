import type { ComponentChildren } from 'preact';
import { Brand } from '../../parts/Brand';
import { LanguageButton } from '../../parts/LanguageButton';
import { PageHead } from '../../parts/PageHead';

/** What stands before the pages: one card in the middle. */
export function Gate({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="gate">
      <header class="gate-top">
        <Brand />
        <LanguageButton />
      </header>
      <main class="card gate-card">
        <PageHead title={title} />
        {children}
      </main>
    </div>
  );
}
