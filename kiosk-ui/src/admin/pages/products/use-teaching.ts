import { useRef, useState } from 'preact/hooks';
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
  /** Resolves when all that was shown before has been looked at. */
  const queue = useRef(Promise.resolve());
  const busy = shown.some(({ reply }) => reply === null);

  /** @param takesMiddle where no product is found, whether the middle of the picture is taken for it */
  function show(pictures: readonly Blob[], takesMiddle: boolean): void {
    for (const picture of pictures) {
      const one: Shown = { id: Math.random(), address: URL.createObjectURL(picture), reply: null };
      setShown((before) => [one, ...before].slice(0, MOST_SHOWN));
      queue.current = queue.current.then(() => look(one, picture, takesMiddle));
    }
  }

  async function look({ id }: Shown, picture: Blob, takesMiddle: boolean): Promise<void> {
    const path = `products/${encodeURIComponent(productId)}/learned?middle=${takesMiddle ? 'yes' : 'no'}`;
    const answer = await postFile<TeachReply>(path, picture);
    const reply = answer.ok ? answer.body : answer.refusal;
    setShown((before) => before.map((other) => (other.id === id ? { ...other, reply } : other)));
    if (answer.ok) onTaught(answer.body.product);
  }

  function clear(): void {
    for (const { address } of shown) URL.revokeObjectURL(address);
    setShown([]);
  }

  return { shown, busy, show, clear };
}
