import { useCounter } from '../counter';
import { refusalText, texts } from '../i18n';
import { camera, demo, isOpen, member, sightTrouble } from '../state';
import { CameraTroubleCard } from './CameraTroubleCard';
import { CameraView } from './CameraView';
import { DemoBar } from './DemoBar';
import { DemoView } from './DemoView';
import { RemoteView } from './RemoteView';
import { Toasts } from './Toasts';

function Waiting() {
  const t = texts.value.stage;
  return (
    <div class="stage-card">
      <span class="spinner" aria-hidden="true" />
      <p class="stage-card-title">{t.starting}</p>
      <p>{t.allow}</p>
    </div>
  );
}

function Scene() {
  const { address } = useCounter();
  const now = camera.value;
  if (demo.value !== null) return <DemoView />;
  if (now.status === 'live') return <CameraView key={now.stream.id} stream={now.stream} />;
  if (now.status === 'trouble') return <CameraTroubleCard trouble={now.trouble} />;
  if (now.status === 'off' && address.watching) return <RemoteView />;
  return now.status === 'starting' ? <Waiting /> : null;
}

function Hint() {
  const t = texts.value.stage;
  if (sightTrouble.value !== null && isOpen.value)
    return <p class="hint is-trouble">{refusalText(sightTrouble.value)}</p>;
  if (demo.value !== null || camera.value.status !== 'live' || !isOpen.value) return null;
  return <p class="hint">{member.value === null ? t.hintSignedOut : t.hintSignedIn}</p>;
}

/** The centre: the camera, a demo clip, or why there is neither. */
export function Stage() {
  return (
    <section class="stage" aria-label={texts.value.stage.region}>
      <div class="stage-screen">
        <Scene />
        <Toasts />
        <Hint />
      </div>
      {demo.value !== null && <DemoBar demo={demo.value} />}
    </section>
  );
}
