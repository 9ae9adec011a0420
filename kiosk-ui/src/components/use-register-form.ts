import { useEffect, useRef, useState } from 'preact/hooks';
import { register } from '../actions';
import type { Counter } from '../counter';
import { type DigitsName, digitsOf, isLongEnough, isWholeMobile } from '../digits';
import type { Refusal } from '../types';

export interface Typed {
  readonly name: string;
  readonly phone: string;
  readonly pin: string;
  readonly withPin: boolean;
  readonly agreed: boolean;
}

type Part = 'name' | 'phone' | 'pin' | 'agreed';
export type RegisterTrouble = Part | Refusal | null;

const NOTHING: Typed = { name: '', phone: '', pin: '', withPin: false, agreed: false };

/** The first part, from top to bottom, that is not as it has to be. */
function firstMissing(typed: Typed): Part | null {
  if (typed.name.trim() === '') return 'name';
  if (!isLongEnough('phone', typed.phone)) return 'phone';
  if (typed.withPin && !isLongEnough('pin', typed.pin)) return 'pin';
  return typed.agreed ? null : 'agreed';
}

/** What is typed to join, where the keypad types, and what is wrong with it. It all stays when it is refused. */
export function useRegisterForm(counter: Counter) {
  const [typed, setTyped] = useState(NOTHING);
  const [active, setActive] = useState<DigitsName>('phone');
  const [trouble, setTrouble] = useState<RegisterTrouble>(null);
  const [busy, setBusy] = useState(false);
  const inputs = {
    name: useRef<HTMLInputElement>(null),
    phone: useRef<HTMLInputElement>(null),
    pin: useRef<HTMLInputElement>(null),
    agreed: useRef<HTMLInputElement>(null),
  };

  function focus(part: Part): void {
    inputs[part].current?.focus();
  }

  useEffect(() => {
    if (typed.withPin) focus('pin');
  }, [typed.withPin]);

  // What is wrong is said below the form, and takes the room away from what it is about.
  useEffect(() => {
    if (typeof trouble === 'string') inputs[trouble].current?.scrollIntoView({ block: 'nearest' });
  }, [trouble]);

  function change(part: Partial<Typed>): void {
    setTyped((before) => ({ ...before, ...part }));
    setTrouble(null);
  }

  function changeDigits(name: DigitsName, text: string): void {
    const digits = digitsOf(name, text);
    change({ [name]: digits });
    const isDone = name === 'phone' && isWholeMobile(digits) && digits.length > typed.phone.length;
    if (isDone) focus(typed.withPin ? 'pin' : 'agreed');
  }

  /** The keypad types into a number, also while the focus is still in the name. */
  function press(change: (before: string) => string): void {
    focus(active);
    changeDigits(active, change(typed[active]));
  }

  /** The PIN's field comes, with the focus, or goes. */
  function togglePin(withPin: boolean): void {
    change({ withPin, pin: '' });
    setActive(withPin ? 'pin' : 'phone');
  }

  async function submit(): Promise<void> {
    const missing = firstMissing(typed);
    if (missing !== null) {
      setTrouble(missing);
      return focus(missing);
    }
    if (busy) return;
    setBusy(true);
    const { name, phone, pin, withPin } = typed;
    const refusal = await register(counter, { name: name.trim(), phone, pin: withPin ? pin : null });
    setBusy(false);
    setTrouble(refusal);
    if (refusal?.kind === 'refused' && refusal.code === 'phone_taken') focus('phone');
  }

  return {
    typed,
    active,
    trouble,
    busy,
    inputs,
    focus,
    change,
    changeDigits,
    setActive,
    togglePin,
    press,
    submit,
  };
}
