import { useCounter } from '../counter';
import { texts } from '../i18n';
import { camera, demo, isRemote } from '../state';
import { CameraTroubleCard } from './CameraTroubleCard';
import { CameraView } from './CameraView';
import { ChallengeOverlay } from './ChallengeOverlay';
import { DemoBar } from './DemoBar';
import { DemoView } from './DemoView';
import { Hint } from './Hint';
import { RemoteView, UnfedView } from './RemoteView';
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
  if (isRemote.value) return <RemoteView />;
  if (now.status === 'live') return <CameraView key={now.stream.id} stream={now.stream} />;
  if (now.status === 'trouble') return <CameraTroubleCard trouble={now.trouble} />;
  if (now.status === 'off' && address.watching) return <UnfedView />;
  return now.status === 'starting' ? <Waiting /> : null;
}

/** The centre: a camera, a demo clip, or why there is neither. */
export function Stage() {
  return (
    <section class="stage" aria-label={texts.value.stage.region}>
      <div class="stage-screen">
        <Scene />
        <ChallengeOverlay />
        <Toasts />
        <Hint />
      </div>
      {demo.value !== null && <DemoBar demo={demo.value} />}
    </section>
  );
}
