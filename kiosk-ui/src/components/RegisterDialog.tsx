import { useCounter } from '../counter';
import { texts } from '../i18n';
import { dialog } from '../state';
import type { FacesView } from '../types';
import { Consent } from './Consent';
import { FaceNote } from './FaceNote';
import { Field } from './Field';
import { Keypad } from './Keypad';
import { Modal } from './Modal';
import { NameField } from './NameField';
import { phoneHint, troubleText } from './register-words';
import { useForgetting } from './use-forgetting';
import { useRegisterForm } from './use-register-form';

/** The consent takes a while to read. */
const FORGET_AFTER_MS = 180_000;

function close(): void {
  dialog.value = 'none';
}

/** To join: a name, a phone number, the consent, and for those who want one a PIN. */
export function RegisterDialog({ consent }: { consent: FacesView['consent'] }) {
  const form = useRegisterForm(useCounter());
  const { typed, active, trouble, inputs } = form;
  const t = texts.value;
  useForgetting(close, typed, FORGET_AFTER_MS);
  return (
    <Modal titleId="register-title" className="sign-in register" onClose={close}>
      <form
        class="sign-in-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <div class="register-head">
          <h2 id="register-title" class="modal-title">
            {t.faces.register.title}
          </h2>
          <FaceNote />
        </div>
        <div class="sign-in-fields">
          <NameField
            value={typed.name}
            isWrong={trouble === 'name'}
            inputRef={inputs.name}
            onChange={(name) => form.change({ name })}
            onEnter={() => form.focus('phone')}
          />
          <Field
            name="phone"
            label={t.signIn.phone}
            hint={phoneHint(typed.phone)}
            value={typed.phone}
            isActive={active === 'phone'}
            isWrong={trouble === 'phone'}
            inputRef={inputs.phone}
            onActive={form.setActive}
            onChange={form.changeDigits}
          />
          <label class="tick">
            <input
              type="checkbox"
              checked={typed.withPin}
              onChange={(event) => form.togglePin(event.currentTarget.checked)}
            />
            {t.faces.register.withPin}
          </label>
          {typed.withPin && (
            <Field
              name="pin"
              label={t.signIn.pin}
              hint={t.signIn.pinHint}
              value={typed.pin}
              isActive={active === 'pin'}
              isWrong={trouble === 'pin'}
              inputRef={inputs.pin}
              onActive={form.setActive}
              onChange={form.changeDigits}
            />
          )}
        </div>
        <Keypad
          onDigit={(digit) => form.press((before) => before + digit)}
          onErase={() => form.press((before) => before.slice(0, -1))}
          onClear={() => form.press(() => '')}
        />
        <Consent
          consent={consent}
          agreed={typed.agreed}
          isWrong={trouble === 'agreed'}
          inputRef={inputs.agreed}
          onChange={(agreed) => form.change({ agreed })}
        />
        <div class="register-foot">
          <p class="form-trouble" role="alert">
            {troubleText(trouble)}
          </p>
          <div class="modal-actions">
            <button type="button" class="button large" onClick={close}>
              {t.back}
            </button>
            <button type="submit" class="button primary large" aria-disabled={form.busy}>
              {form.busy ? t.faces.register.busy : t.faces.register.submit}
            </button>
          </div>
        </div>
      </form>
    </Modal>
  );
}
