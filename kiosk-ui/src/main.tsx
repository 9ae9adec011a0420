/** The kiosk page: starts the counter, then its pictures (camera, demo clip or neither), then what is seen. */
import { render } from 'preact';
import { keepCounter } from './address';
import { App } from './components/App';
import { type Counter, CounterContext, openCounter } from './counter';
import { runDemo } from './demo';
import { forgetStaleSight } from './events';
import { forgetStaleFaces, watchPreparation } from './faces';
import { texts } from './i18n';
import { followLanguage } from './lang';
import { pairByAddress } from './pairing';
import { followProof } from './proof';
import { prepareSession } from './session-secret';
import * as state from './state';
import { until } from './until';
import './styles/index.css';

/** The clip the address names, or where the daemon has no such clip, its first. */
async function startDemo(counter: Counter, name: string): Promise<void> {
  await until(() => state.kiosk.value !== null);
  const clips = state.kiosk.value?.demo?.clips ?? [];
  const clip = clips.find((one) => one.name === name) ?? clips[0];
  if (clip !== undefined) return runDemo(counter, clip);
  state.notice.value = { kind: 'no-demo' };
  if (!counter.address.watching) return counter.camera.start();
}

async function start(): Promise<void> {
  await Promise.all([prepareSession(), pairByAddress()]);
  followLanguage(() => texts.value.pageTitle);
  forgetStaleSight();
  forgetStaleFaces();
  watchPreparation();
  keepCounter(location.search);
  const counter = openCounter();
  followProof(counter);
  if (counter.address.demoClip !== null) void startDemo(counter, counter.address.demoClip);
  else if (counter.address.cameraWanted) void counter.camera.start();
  render(
    <CounterContext.Provider value={counter}>
      <App />
    </CounterContext.Provider>,
    document.getElementById('app')!,
  );
}

void start();
