import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Refusal } from '../../types';

export type Errors<V> = Partial<Record<keyof V & string, string>>;

export interface FormRules<V extends object> {
  readonly initial: V;
  /** What is wrong with which field, in words; empty when all is well. */
  readonly check?: (values: V) => Errors<V>;
  /** Null when it was done. */
  readonly send: (values: V) => Promise<Refusal | null>;
  /** The field that a refusal is about, where it is about one. */
  readonly blame?: (refusal: Refusal) => (keyof V & string) | null;
}

export interface Form<V extends object> {
  /** Begins the ids of its fields. */
  readonly id: string;
  readonly values: V;
  readonly set: <K extends keyof V>(name: K, value: V[K]) => void;
  /** Nothing before the first attempt to send. */
  readonly errors: Errors<V>;
  readonly refusal: Refusal | null;
  /** The field that the refusal is about. */
  readonly blamed: (keyof V & string) | null;
  readonly busy: boolean;
  readonly submit: (event: Event) => void;
  /** Starts again from these values. */
  readonly reset: (values: V) => void;
  readonly summary: { current: HTMLDivElement | null };
}

/** `price: must be…` names its field. */
function fieldIn(refusal: Refusal, values: object): string | null {
  if (refusal.kind !== 'refused' || refusal.code !== 'bad_request') return null;
  const name = refusal.detail?.match(/^(\w+):/)?.[1];
  return name !== undefined && name in values ? name : null;
}

/** A form that keeps what was typed until it was saved, and says at its top what is wrong with which field. */
export function useForm<V extends object>({ initial, check, send, blame }: FormRules<V>): Form<V> {
  const id = useId();
  const [values, setValues] = useState(initial);
  const [tries, setTries] = useState(0);
  const [isJudged, setJudged] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const errors = isJudged ? (check?.(values) ?? {}) : {};

  // Once what is wrong is on the page.
  useEffect(() => {
    if (tries > 0) summary.current?.focus();
  }, [tries]);

  function set<K extends keyof V>(name: K, value: V[K]): void {
    setValues((before) => ({ ...before, [name]: value }));
    setRefusal(null);
  }

  function reset(next: V): void {
    setValues(next);
    setJudged(false);
    setRefusal(null);
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setJudged(true);
    if (Object.keys(check?.(values) ?? {}).length > 0) return setTries((count) => count + 1);
    setBusy(true);
    setRefusal(null);
    const refused = await send(values);
    setBusy(false);
    setRefusal(refused);
    if (refused === null) setJudged(false);
    else setTries((count) => count + 1);
  }

  const blamed = refusal && (blame?.(refusal) ?? (fieldIn(refusal, values) as (keyof V & string) | null));
  return {
    id,
    values,
    set,
    errors,
    refusal,
    blamed,
    busy,
    submit: (event) => void submit(event),
    reset,
    summary,
  };
}
