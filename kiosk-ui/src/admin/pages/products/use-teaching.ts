import { useState } from 'preact/hooks';
import type { TeachReply } from '../../../../../src/protocol/admin/learned';
import type { AdminProduct } from '../../../../../src/protocol/admin/products';
import type { Refusal } from '../../../types';
import { postFile } from '../../api';

/** One picture that was shown, and what came of it. */
export interface Shown {
  readonly id: number;
  /** To show it by; null where the browser made it into nothing. */
  readonly address: string;
  /** Null while it is being looked at. */
  readonly reply: TeachReply | Refusal | null;
}

export function isRefusal(reply: TeachReply | Refusal): reply is Refusal {
  return 'kind' in reply;
}

const MOST_SHOWN = 24;

/** Sends pictures one after the other, so that each is compared with those before it. */
export function useTeaching(productId: string, onTaught: (product: AdminProduct) => void) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const [busy, setBusy] = useState(false);

  async function show(pictures: readonly Blob[]): Promise<void> {
    if (busy) return;
    setBusy(true);
    for (const picture of pictures) {
      const one: Shown = { id: Math.random(), address: URL.createObjectURL(picture), reply: null };
      setShown((before) => [one, ...before].slice(0, MOST_SHOWN));
      const answer = await postFile<TeachReply>(`products/${encodeURIComponent(productId)}/learned`, picture);
      const reply = answer.ok ? answer.body : answer.refusal;
      setShown((before) => before.map((other) => (other.id === one.id ? { ...other, reply } : other)));
      if (answer.ok) onTaught(answer.body.product);
    }
    setBusy(false);
  }

  function clear(): void {
    for (const { address } of shown) URL.revokeObjectURL(address);
    setShown([]);
  }

  return { shown, busy, show, clear };
}
