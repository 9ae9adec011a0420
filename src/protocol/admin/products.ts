/** The catalogue as its owner sees and changes it. */
import { z } from 'zod';
import { writtenText } from '../text.js';
import { Money } from '../views.js';

export const AdminProduct = z.object({
  id: z.string(),
  name: z.string(),
  price: Money,
  class_name: z.string().nullable(),
  yolo_class_id: z.int().nullable(),
  stock: z.int().nullable(),
  active: z.boolean(),
  picture: z.string().nullable().describe('Address of its picture, another one after each change, or null.'),
  model_class: z
    .object({ class_id: z.int(), class_name: z.string() })
    .nullable()
    .describe(
      'The class of the loaded model that is sold as this product; null: the model can never see it.',
    ),
  learned_pictures: z
    .int()
    .min(0)
    .describe('Pictures by which it was learned, without the model; from 3 on it is recognised.'),
});
export type AdminProduct = z.infer<typeof AdminProduct>;

export const AdminProductsReply = z.object({
  products: z.array(AdminProduct).readonly(),
  /** The classes of the loaded model and the product each is sold as. */
  classes: z
    .array(z.object({ class_id: z.int(), class_name: z.string(), product_id: z.string().nullable() }))
    .readonly(),
});
export type AdminProductsReply = z.infer<typeof AdminProductsReply>;

const fields = {
  name: writtenText(80),
  price: z.int().min(0).max(1_000_000),
  class_name: writtenText(80).nullable(),
  yolo_class_id: z.int().min(0).max(9_999).nullable(),
  stock: z.int().min(0).max(1_000_000).nullable(),
  active: z.boolean(),
};

export const NewProductRequest = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, "_" or "-"'),
  name: fields.name,
  price: fields.price,
  class_name: fields.class_name.default(null),
  yolo_class_id: fields.yolo_class_id.default(null),
  stock: fields.stock.default(null),
  active: fields.active.default(true),
});
export type NewProductRequest = z.infer<typeof NewProductRequest>;

/** Only what is named changes. `stock_change` is a delivery (or a loss) and adds to what the sales left. */
export const ProductChangeRequest = z
  .strictObject({ ...fields, stock_change: z.int().min(-1_000_000).max(1_000_000) })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change something')
  .refine((change) => change.stock === undefined || change.stock_change === undefined, {
    path: ['stock_change'],
    message: 'cannot come together with stock',
  });
export type ProductChangeRequest = z.infer<typeof ProductChangeRequest>;

export const AdminProductReply = z.object({ success: z.literal(true), product: AdminProduct });
export type AdminProductReply = z.infer<typeof AdminProductReply>;
