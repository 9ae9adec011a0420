import { useState } from 'preact/hooks';
import { refusalText, texts } from '../i18n';
import { asksForToken, pair } from '../pairing';
import type { Refusal } from '../types';
import { Modal } from './Modal';

/** Over everything: nothing works here before the daemon knows this device. */
export function PairingDialog({ refusal }: { refusal: Refusal }) {
  const t = texts.value.pairing;
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Refusal | null>(asksForToken(refusal) ? null : refusal);

  async function submit(): Promise<void> {
    if (busy || token.trim() === '') return;
    setBusy(true);
    const refused = await pair(token);
    setBusy(false);
    setTrouble(refused);
    // The socket and all that was refused before begin again.
    if (refused === null) location.reload();
  }

  return (
    <Modal titleId="pairing-title" onClose={() => {}}>
      <form
        class="pairing-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h2 id="pairing-title" class="modal-title">
          {t.title}
        </h2>
        <p>{t.text}</p>
        <div class="field">
          <label for="field-token">{t.token}</label>
          <input
            id="field-token"
            class="is-words"
            type="text"
            value={token}
            data-first-focus
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </div>
        <p class="form-trouble" role="alert">
          {trouble !== null && refusalText(trouble)}
        </p>
        <div class="modal-actions">
          <button type="submit" class="button primary large" aria-disabled={busy}>
            {busy ? t.busy : t.submit}
          </button>
        </div>
      </form>
    </Modal>
  );
}
