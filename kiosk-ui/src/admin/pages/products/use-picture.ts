import { useEffect, useState } from 'preact/hooks';
import type { Refusal } from '../../../types';

const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const MOST_BYTES = 8 * 2 ** 20;

export type PictureTrouble = 'type' | 'size' | Refusal;

/** A picture file that was chosen and is not uploaded yet, with an address to show it by. */
export function usePicture() {
  const [file, setFile] = useState<File | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<PictureTrouble | null>(null);

  useEffect(() => {
    if (file === null) return setAddress(null);
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);

  function choose(next: File): void {
    const isBad = !TYPES.includes(next.type) ? 'type' : next.size > MOST_BYTES ? 'size' : null;
    setTrouble(isBad);
    if (isBad === null) setFile(next);
  }

  function clear(): void {
    setFile(null);
    setTrouble(null);
  }

  return { file, address, trouble, choose, clear, fail: setTrouble };
}
