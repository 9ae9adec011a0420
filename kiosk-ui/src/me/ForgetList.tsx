import type { ForgetWhat } from './api';
import { words } from './words';

/** What goes, what stays, and what that means for the next visit. */
export function ForgetList({ what, hasPin }: { what: ForgetWhat; hasPin: boolean }) {
  const t = words.value.forget;
  const after =
    what === 'everything' ? t.everything.afterwards : hasPin ? t.face.thenPin : t.face.thenNothing;
  return (
    <>
      <div class="forget-lists">
        <div>
          <h3 class="small-title">{t.goes}</h3>
          <ul>
            {t[what].goes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3 class="small-title">{t.stays}</h3>
          <ul>
            {t[what].stays.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      </div>
      <p class="forget-after">{after}</p>
    </>
  );
}
