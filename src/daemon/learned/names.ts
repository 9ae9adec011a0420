/** Numbers for learned products, above all class numbers of a detector, so that a tracker can count by them. */

const FIRST_NAME = 1_000_000;

export interface LearnedNames {
  /** The same number for the same product for as long as the daemon runs. */
  nameOf(productId: string): number;
  /** Null for a class of a detector. */
  productIdOf(name: number): string | null;
}

export function createLearnedNames(): LearnedNames {
  const ids: string[] = [];
  return {
    nameOf(productId) {
      const known = ids.indexOf(productId);
      return FIRST_NAME + (known < 0 ? ids.push(productId) - 1 : known);
    },
    productIdOf: (name) => ids[name - FIRST_NAME] ?? null,
  };
}
