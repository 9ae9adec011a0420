import { texts } from '../i18n';
import { soundOn, switchSound } from '../sound';
import { Icon } from './Icon';

export function SoundButton() {
  return (
    <button type="button" class="button quiet sound" aria-pressed={soundOn.value} onClick={switchSound}>
      <Icon name={soundOn.value ? 'sound' : 'mute'} />
      <span class="sound-word">{texts.value.sound}</span>
    </button>
  );
}
