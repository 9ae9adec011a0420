/** The choice of a class of the model, as a form keeps it and as the daemon takes it. */
import type { AdminProduct, AdminProductsReply } from '../../../../../src/protocol/admin/products';
import type { Choice } from '../../form/ChoiceEntry';
import { texts } from '../../i18n';

type Classes = AdminProductsReply['classes'];

const NONE = '';
const OTHER = 'other';
/** Before a class name, so that none can be taken for `OTHER`. */
const NAMED = 'class:';

export interface ClassTyped {
  readonly bound: string;
  /** A name that is not in the model in use. */
  readonly otherName: string;
}

export function choiceOf(className: string | null): ClassTyped {
  return { bound: className === null ? NONE : NAMED + className, otherName: '' };
}

export function isOther({ bound }: ClassTyped): boolean {
  return bound === OTHER;
}

/** What the daemon is told: the name decides, the number goes with it. */
export function classOf(typed: ClassTyped, classes: Classes) {
  const name = isOther(typed) ? typed.otherName.trim() : typed.bound.slice(NAMED.length);
  const known = classes.find(({ class_name }) => class_name === name);
  return { class_name: name === '' ? null : name, yolo_class_id: known?.class_id ?? null };
}

/** @param own the class name that the product has now, which the model may not have */
export function classChoices(
  classes: Classes,
  products: readonly AdminProduct[],
  own: string | null,
  ownId: string | null,
): readonly Choice[] {
  const t = texts.value.catalogue.product;
  const known = classes.map(({ class_id, class_name, product_id }) => {
    const label = t.classOf(class_name, class_id);
    const other = product_id === ownId ? undefined : products.find(({ id }) => id === product_id);
    return {
      value: NAMED + class_name,
      text: other === undefined ? label : t.classTaken(label, other.name),
    };
  });
  const isGone = own !== null && !classes.some(({ class_name }) => class_name === own);
  return [
    { value: NONE, text: t.classNone },
    ...(isGone ? [{ value: NAMED + own, text: t.classGone(own) }] : []),
    ...known,
    { value: OTHER, text: t.classOther },
  ];
}
