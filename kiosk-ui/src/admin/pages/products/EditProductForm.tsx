import type {
  AdminProduct,
  AdminProductReply,
  AdminProductsReply,
  ProductChangeRequest,
} from '../../../../../src/protocol/admin/products';
import { patch } from '../../api';
import { ErrorSummary } from '../../form/ErrorSummary';
import { wholeNumber } from '../../form/numbers';
import { SubmitButton } from '../../form/SubmitButton';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { Panel } from '../../parts/Panel';
import { classOf } from './class-choice';
import { ProductEntries } from './ProductEntries';
import { blameClass, checkProduct, type ProductTyped, typedOf } from './product-rules';

interface Props {
  readonly product: AdminProduct;
  readonly all: AdminProductsReply;
  readonly onDone: (product: AdminProduct) => void;
}

/** Only what differs is sent: what others change meanwhile stays. */
function changeOf(typed: ProductTyped, product: AdminProduct, all: AdminProductsReply): ProductChangeRequest {
  const before = typedOf(product);
  const price = wholeNumber(typed.price) ?? product.price;
  const name = typed.name.trim();
  return {
    ...(name === product.name ? {} : { name }),
    ...(price === product.price ? {} : { price }),
    ...(typed.bound === before.bound ? {} : classOf(typed, all.classes)),
  };
}

function Bound({ product: { model_class: bound, active, learned_pictures } }: { product: AdminProduct }) {
  const t = texts.value.catalogue.product;
  if (bound === null && active && learned_pictures > 0) return null;
  if (bound !== null) return <p class="note is-good">{t.bound(bound.class_name, bound.class_id)}</p>;
  return active ? <p class="note is-bad">{t.unbound}</p> : <p class="note is-warning">{t.unboundInactive}</p>;
}

export function EditProductForm({ product, all, onDone }: Props) {
  const t = texts.value.catalogue.product;
  const form = useForm<ProductTyped>({
    initial: typedOf(product),
    check: checkProduct,
    send: async (typed) => {
      const change = changeOf(typed, product, all);
      if (Object.keys(change).length === 0) {
        tell((words) => words.common.nothingChanged);
        return null;
      }
      const answer = await patch<AdminProductReply>(`products/${encodeURIComponent(product.id)}`, change);
      if (!answer.ok) return answer.refusal;
      const changed = answer.body.product;
      form.reset(typedOf(changed));
      tell((words) => words.catalogue.product.saved(changed.name));
      onDone(changed);
      return null;
    },
    blame: blameClass,
  });
  return (
    <Panel title={t.details}>
      <Bound product={product} />
      <form class="form" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <p>
          <span class="muted">{t.id}</span> <code>{product.id}</code>
        </p>
        <ProductEntries form={form} all={all} product={product} />
        <div class="form-foot">
          <SubmitButton busy={form.busy}>{texts.value.common.save}</SubmitButton>
        </div>
      </form>
    </Panel>
  );
}
