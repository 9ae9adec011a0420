/** The catalogue as its owner sees it, beside the classes of the loaded model. */
import type { AdminProduct, AdminProductsReply } from '../../../protocol/index.js';
import { AppError } from '../../../protocol/index.js';
import { allLearned, type Product, soldClasses } from '../../../shop/index.js';
import type { DaemonContext } from '../../context.js';
import { pictureAddress } from '../picture-routes.js';

export async function viewProducts(context: DaemonContext): Promise<AdminProductsReply> {
  const products = await context.store.listProducts();
  const pictures = await context.store.listProductPictures();
  const classes = viewClasses(context, products);
  const learned = new Map(
    (await allLearned(context.store)).map(({ productId, views }) => [productId, views.length]),
  );
  return {
    products: products.map((product) => ({
      ...product,
      learned_pictures: learned.get(product.id) ?? 0,
      picture: pictureAddress(pictures, product.id),
      model_class: classOf(classes, product.id),
    })),
    classes,
  };
}

/** @throws AppError `product_unknown` */
export async function viewProduct(context: DaemonContext, id: string): Promise<AdminProduct> {
  const found = (await viewProducts(context)).products.find((product) => product.id === id);
  if (found === undefined) throw new AppError('product_unknown', id);
  return found;
}

function classOf(classes: AdminProductsReply['classes'], productId: string): AdminProduct['model_class'] {
  const found = classes.find(({ product_id }) => product_id === productId);
  return found ? { class_id: found.class_id, class_name: found.class_name } : null;
}

/** The classes of the model and what each is sold as. */
function viewClasses(context: DaemonContext, products: readonly Product[]): AdminProductsReply['classes'] {
  return soldClasses(products, context.pool.model.classes).map(({ classId, className, product }) => ({
    class_id: classId,
    class_name: className,
    product_id: product?.id ?? null,
  }));
}
