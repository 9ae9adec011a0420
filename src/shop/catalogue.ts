/** What a product is, and which product a class of the loaded model stands for. */
import { z } from 'zod';
import { PACKAGE_CLASS, writtenText } from '../protocol/index.js';

export const ProductInput = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "_" or "-"'),
  name: writtenText(80),
  /** Whole NT$. */
  price: z.int().min(0).max(1_000_000),
  /** The model's name of this product; binds first. */
  class_name: writtenText(80).nullable().default(null),
  /** The model's number of this product; binds only where the model has no such name. */
  yolo_class_id: z.int().min(0).max(9_999).nullable().default(null),
  /** Items left, or null when the owner does not count them. */
  stock: z.int().min(0).max(1_000_000).nullable().default(null),
  active: z.boolean().default(true),
});
export type Product = z.infer<typeof ProductInput>;

/** The classes of a product model: index → name. */
export type ClassNames = ReadonlyMap<number, string>;

/**
 * The product that a detected class stands for, or null when the catalogue has none.
 *
 * The name decides. The number is believed only for a product that states no class name: after a retraining the
 * numbers move, and a product found by its old number would be the wrong one on the bill.
 */
export function productOfClass(
  products: readonly Product[],
  classId: number,
  className: string,
): Product | null {
  const active = products.filter((product) => product.active);
  return (
    active.find((product) => product.class_name === className) ??
    active.find((product) => product.class_name === null && product.name === className) ??
    active.find((product) => product.class_name === null && product.yolo_class_id === classId) ??
    null
  );
}

/** A class of a model, and the product that is sold when it is seen. The class of whatever package is left out. */
export interface SoldClass {
  readonly classId: number;
  readonly className: string;
  readonly product: Product | null;
}

export function soldClasses(products: readonly Product[], classes: ClassNames): readonly SoldClass[] {
  return [...classes]
    .map(([classId, className]) => ({
      classId,
      className,
      product: productOfClass(products, classId, className),
    }))
    .filter(({ className, product }) => product !== null || className !== PACKAGE_CLASS);
}

export interface BindingReport {
  /** Products the model can never see: their class is none of its own, or is sold as another product. */
  readonly unseen: readonly Product[];
  /** Products whose number differs from the number of their name in this model; the name is used. */
  readonly renumbered: readonly { readonly product: Product; readonly modelClassId: number }[];
  /** Classes of the model that no product sells. */
  readonly unsold: readonly { readonly classId: number; readonly className: string }[];
}

/**
 * Where the catalogue and a model disagree; all three lists empty when they fit.
 * @param learned ids of products that are known by their looks, whatever the model
 */
export function compareWithModel(
  products: readonly Product[],
  classes: ClassNames,
  learned: ReadonlySet<string> = new Set(),
): BindingReport {
  const active = products.filter((product) => product.active);
  const sold = soldClasses(active, classes);
  const idOfName = new Map([...classes].map(([id, name]) => [name, id]));
  const classIdOf = (product: Product): number | undefined => {
    const byName = idOfName.get(product.class_name ?? product.name);
    if (byName !== undefined || product.class_name !== null) return byName;
    return product.yolo_class_id !== null && classes.has(product.yolo_class_id)
      ? product.yolo_class_id
      : undefined;
  };
  return {
    unseen: active.filter(({ id }) => !learned.has(id) && !sold.some(({ product }) => product?.id === id)),
    renumbered: active.flatMap((product) => {
      const modelClassId = classIdOf(product);
      const moved =
        modelClassId !== undefined &&
        product.yolo_class_id !== null &&
        product.yolo_class_id !== modelClassId;
      return moved ? [{ product, modelClassId }] : [];
    }),
    unsold: sold
      .filter(({ product }) => product === null)
      .map(({ classId, className }) => ({ classId, className })),
  };
}
