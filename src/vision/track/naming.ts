/** What tells objects apart beside the class that the detector gives them: how they look. */

/**
 * Names are class numbers too, above all classes of a detector, so that whoever counts objects by class counts them by name
 * as well.
 */
export interface Naming {
  /** False: the detector's class is all there is, and nothing below is asked. */
  readonly isOn: boolean;
  /** The class that only says that something lies there. */
  readonly packageClass: number;
  /** Score from which something may be looked at, 0 … 1; 1 where only what the detector is sure of is followed. */
  readonly startScore: number;
  /**
   * What a track is, as far as its looks tell.
   * @param classId what most of its views say
   * @returns its name; null where the class stands; undefined while that is open: it is no item before
   */
  nameOf(trackId: number, classId: number): number | null | undefined;
}

export const NO_NAMING: Naming = { isOn: false, packageClass: -1, startScore: 1, nameOf: () => null };
