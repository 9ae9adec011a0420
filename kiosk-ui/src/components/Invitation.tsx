import { texts } from '../i18n';
import { dialog, invitation } from '../state';

/** Somebody stands there whom the store does not know. It asks, and waits: nothing opens by itself. */
export function Invitation() {
  const t = texts.value.faces;
  return (
    <div class="invitation">
      <h2 id="member-title" class="greeting-title">
        {t.invitation.title}
      </h2>
      <p class="greeting-text">{t.invitation.text}</p>
      <div class="greeting-actions">
        <button
          type="button"
          class="button primary large"
          onClick={() => {
            dialog.value = 'register';
          }}
        >
          {t.join}
        </button>
        <button
          type="button"
          class="button large"
          onClick={() => {
            dialog.value = 'sign-in';
          }}
        >
          {t.byPhone}
        </button>
        <button
          type="button"
          class="button quiet large"
          onClick={() => {
            invitation.value = 'declined';
          }}
        >
          {t.invitation.decline}
        </button>
      </div>
    </div>
  );
}
