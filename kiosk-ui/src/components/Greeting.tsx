import { addressOf } from '../address';
import { useCounter } from '../counter';
import { lang, texts } from '../i18n';
import { cartMode, demo, dialog, facesReady, facesState, kiosk } from '../state';
import { Icon } from './Icon';

function DemoLink() {
  const { address } = useCounter();
  const first = kiosk.value?.demo?.clips[0];
  if (first === undefined || demo.value !== null) return null;
  return (
    <a class="button large" href={addressOf(address, first.name)}>
      <Icon name="play" />
      {texts.value.greeting.watchDemo}
    </a>
  );
}

/** Why a look at the camera signs nobody in yet, where that would be expected. */
function FacesNote() {
  const t = texts.value.faces;
  const state = facesState.value;
  if (state !== 'preparing' && state !== 'unavailable') return null;
  const why =
    state === 'preparing' ? t.preparing : (kiosk.value?.faces?.reason?.[lang.value] ?? t.unavailable);
  return (
    <p class="faces-note">
      <Icon name="face" />
      {why}
    </p>
  );
}

function greeting(withFaces: boolean): string {
  const t = texts.value;
  if (cartMode.value === 'tray') return withFaces ? t.tray.greetingByFace : t.tray.greeting;
  return withFaces ? t.faces.greeting : t.greeting.text;
}

export function Greeting() {
  const t = texts.value;
  const withFaces = facesReady.value;
  return (
    <div class="greeting">
      <h2 id="member-title" class="greeting-title">
        {t.greeting.title}
      </h2>
      <p class="greeting-text">{greeting(withFaces)}</p>
      <div class="greeting-actions">
        <button
          type="button"
          class="button primary large"
          onClick={() => {
            dialog.value = 'sign-in';
          }}
        >
          {withFaces ? t.faces.byPhone : t.greeting.signIn}
        </button>
        {withFaces && (
          <button
            type="button"
            class="button large"
            onClick={() => {
              dialog.value = 'register';
            }}
          >
            {t.faces.join}
          </button>
        )}
        <DemoLink />
      </div>
      <FacesNote />
    </div>
  );
}
