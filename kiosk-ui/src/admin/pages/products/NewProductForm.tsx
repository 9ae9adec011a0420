import type {
  AdminProductReply,
  AdminProductsReply,
  NewProductRequest,
} from '../../../../../src/protocol/admin/products';
import { post } from '../../api';
import { ErrorSummary } from '../../form/ErrorSummary';
import { wholeNumber } from '../../form/numbers';
import { SubmitButton } from '../../form/SubmitButton';
import { TextEntry } from '../../form/TextEntry';
import { type Errors, type Form, useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { go } from '../../router';
import { addressOfOne } from '../../routes';
import { choiceOf, classOf } from './class-choice';
import { ProductEntries } from './ProductEntries';
import { blameClass, checkProduct, type ProductTyped } from './product-rules';

interface Typed extends ProductTyped {
  readonly id: string;
  readonly stock: string;
}

function check(typed: Typed): Errors<Typed> {
  const t = texts.value.catalogue.product.errors;
  return {
    ...(/^[A-Za-z0-9_-]{1,64}$/.test(typed.id.trim()) ? {} : { id: t.id }),
    ...checkProduct(typed),
    ...(typed.stock.trim() === '' || wholeNumber(typed.stock) !== null ? {} : { stock: t.stock }),
  };
}

/** A class name that can be an id is a good one to begin with. */
function firstId(className: string | null): string {
  return className !== null && /^[A-Za-z0-9_-]{1,64}$/.test(className) ? className : '';
}

interface Props {
  readonly all: AdminProductsReply;
  readonly className: string | null;
}

export function NewProductForm({ all, className }: Props) {
  const t = texts.value.catalogue.product;
  const known = all.classes.some(({ class_name }) => class_name === className) ? className : null;
  const form = useForm<Typed>({
    initial: { id: firstId(known), name: '', price: '', stock: '', ...choiceOf(known) },
    check,
    send: async (typed) => {
      const body: NewProductRequest = {
        id: typed.id.trim(),
        name: typed.name.trim(),
        price: wholeNumber(typed.price) ?? 0,
        stock: wholeNumber(typed.stock),
        active: true,
        ...classOf(typed, all.classes),
      };
      const answer = await post<AdminProductReply>('products', body);
      if (!answer.ok) return answer.refusal;
      const { product } = answer.body;
      tell((words) => words.catalogue.product.created(product.name));
      go(addressOfOne('products', product.id), { replace: true });
      return null;
    },
    blame: (refusal) =>
      refusal.kind === 'refused' && refusal.code === 'product_exists' ? 'id' : blameClass(refusal),
  });
  return (
    <section class="card is-form" aria-label={t.newTitle}>
      <form class="form" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextEntry form={form} name="id" label={t.id} hint={t.idHint} maxLength={64} />
        <ProductEntries form={form as unknown as Form<ProductTyped>} all={all} product={null} />
        <TextEntry form={form} name="stock" label={t.openingStock} hint={t.openingHint} inputMode="numeric" />
        <div class="form-foot">
          <SubmitButton busy={form.busy}>{t.create}</SubmitButton>
        </div>
      </form>
    </section>
  );
}
