import { texts } from '../i18n';
import { cartMode, facesReady } from '../state';
import { Icon } from './Icon';

function stateOf(index: number, current: number): string {
  if (index < current) return 'is-done';
  return index === current ? 'is-current' : '';
}

/** The three steps of a visit and where this one is (0, 1, 2). */
export function Steps({ current }: { current: number }) {
  const t = texts.value.greeting;
  const steps = t.steps.map((step, index) =>
    index === 1 && cartMode.value === 'tray' ? texts.value.tray.step : step,
  );
  return (
    <div class="steps-block">
      <h3 class="small-title">{t.stepsTitle}</h3>
      <ol class="steps">
        {steps.map((step, index) => (
          <li
            key={step.title}
            class={`step ${stateOf(index, current)}`}
            aria-current={index === current ? 'step' : undefined}
          >
            <span class="step-number" aria-hidden="true">
              {index < current ? <Icon name="check" /> : index + 1}
            </span>
            <span>
              <strong>{step.title}</strong>
              {index < current && <span class="unseen"> ({t.done})</span>}
              <span class="step-text">
                {index === 0 && facesReady.value ? texts.value.faces.stepSignIn : step.text}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
