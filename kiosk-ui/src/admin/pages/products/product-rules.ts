/** What is typed about a product, and what it has to be; the daemon asks the same. */
import type { AdminProduct } from '../../../../../src/protocol/admin/products';
import type { Refusal } from '../../../types';
import { wholeNumber } from '../../form/numbers';
import type { Errors } from '../../form/use-form';
import { texts } from '../../i18n';
import { type ClassTyped, choiceOf, isOther } from './class-choice';

export interface ProductTyped extends ClassTyped {
  readonly name: string;
  readonly price: string;
}

export function typedOf({ name, price, class_name, model_class }: AdminProduct): ProductTyped {
  return { name, price: String(price), ...choiceOf(class_name ?? model_class?.class_name ?? null) };
}

export function checkProduct(typed: ProductTyped): Errors<ProductTyped> {
  const t = texts.value.catalogue.product.errors;
  return {
    ...(typed.name.trim() === '' ? { name: t.name } : {}),
    ...(wholeNumber(typed.price) === null ? { price: t.price } : {}),
    ...(isOther(typed) && typed.otherName.trim() === '' ? { otherName: t.other } : {}),
  };
}

/** The daemon's name of the class is not this form's. */
export function blameClass(refusal: Refusal): 'bound' | null {
  const isAboutIt = refusal.kind === 'refused' && /^(class_name|yolo_class_id)/.test(refusal.detail ?? '');
  return isAboutIt ? 'bound' : null;
}
