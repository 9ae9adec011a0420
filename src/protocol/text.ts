/** Texts that people write. */
import { z } from 'zod';

/**
 * A text that every store gives back as it took it: SQLite's texts end at a zero byte, and UTF-8 has no half of a character.
 * Spaces around it go.
 * @param max characters
 */
export function writtenText(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !text.includes('\0') && !/\p{Cs}/u.test(text), 'must have whole characters only');
}
