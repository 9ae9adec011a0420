import { useId } from 'preact/hooks';
import type {
  AdminProduct,
  AdminProductReply,
  ProductChangeRequest,
} from '../../../../../src/protocol/admin/products';
import { patch } from '../../api';
import { wholeNumber } from '../../form/numbers';
import { Radios } from '../../form/Radios';
import { TextEntry } from '../../form/TextEntry';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { AskDialog } from '../../parts/AskDialog';
import { stockText } from './words';

interface Props {
  readonly product: AdminProduct;
  readonly onDone: (product: AdminProduct) => void;
  readonly onClose: () => void;
}

type How = 'delivery' | 'count' | 'uncounted';

interface Typed {
  readonly how: How;
  readonly number: string;
}

const MOST = 1_000_000;

function read({ how, number }: Typed): number | null {
  return how === 'count' ? wholeNumber(number) : wholeNumber(number, -MOST, MOST) || null;
}

function changeOf(typed: Typed): ProductChangeRequest {
  if (typed.how === 'uncounted') return { stock: null };
  const number = read(typed) ?? 0;
  return typed.how === 'count' ? { stock: number } : { stock_change: number };
}

/** A delivery is added to what the sales left, a count replaces it. */
export function StockDialog({ product, onDone, onClose }: Props) {
  const t = texts.value.catalogue.product;
  const name = useId();
  const form = useForm<Typed>({
    initial: { how: 'delivery', number: '' },
    check: (typed) => {
      if (typed.how === 'uncounted' || read(typed) !== null) return {};
      return { number: typed.how === 'count' ? t.errors.count : t.errors.change };
    },
    send: async (typed) => {
      const path = `products/${encodeURIComponent(product.id)}`;
      const answer = await patch<AdminProductReply>(path, changeOf(typed));
      if (!answer.ok) return answer.refusal;
      const changed = answer.body.product;
      tell((words) => words.catalogue.product.stockSaved(changed.name, stockText(changed.stock)));
      onDone(changed);
      onClose();
      return null;
    },
    blame: (refusal) => (refusal.kind === 'refused' && /^stock/.test(refusal.detail ?? '') ? 'number' : null),
  });
  const { how } = form.values;
  return (
    <AskDialog
      title={t.stockTitle(product.name)}
      form={form}
      confirm={texts.value.common.save}
      onClose={onClose}
    >
      <p>{t.stockNow(stockText(product.stock))}</p>
      <Radios
        name={name}
        label={t.stockHow}
        value={how}
        onChange={(next) => form.set('how', next)}
        choices={[
          { value: 'delivery', text: t.delivery },
          { value: 'count', text: t.count },
          { value: 'uncounted', text: t.uncounted },
        ]}
      />
      {how === 'uncounted' ? (
        <p class="muted">{t.uncountedHint}</p>
      ) : (
        <TextEntry
          form={form}
          name="number"
          label={how === 'count' ? t.countLabel : t.deliveryLabel}
          {...(how === 'delivery' ? { hint: t.deliveryHint } : {})}
          inputMode={how === 'count' ? 'numeric' : 'text'}
          isFirst
        />
      )}
    </AskDialog>
  );
}
