/**
 * The classes of every model that ran here, by numbers of our own. Models number the same class differently; tracks outlive
 * a change of the model, so what they hold must mean the same before and after it.
 */
import { classNameOf, type ModelInfo } from '../../vision/index.js';

export interface KnownClass {
  readonly name: string;
  /** Its number in the newest model that has it. */
  readonly number: number;
}

export interface ClassBook {
  /** Enters the classes of a model that comes into use; the first model's numbers are ours. */
  adopt(model: ModelInfo): void;
  /** Our number of a model's class. */
  idOf(model: ModelInfo, classId: number): number;
  /** What our number stands for. */
  classOf(id: number): KnownClass;
}

export function createClassBook(): ClassBook {
  const classes: KnownClass[] = [];
  const ids = new Map<string, number>();

  function enter(name: string, number: number, isNewest: boolean): number {
    const known = ids.get(name);
    if (known === undefined) {
      ids.set(name, classes.length);
      return classes.push({ name, number }) - 1;
    }
    if (isNewest) classes[known] = { name, number };
    return known;
  }

  return {
    adopt(model) {
      for (const [number, name] of model.classes) enter(name, number, true);
    },
    idOf: (model, classId) => enter(classNameOf(model.classes, classId), classId, false),
    classOf: (id) => classes[id] ?? { name: `class ${id}`, number: id },
  };
}
