import { removeLine, setQuantity } from '../actions';
import { useCounter } from '../counter';
import { formatMoney, texts } from '../i18n';
import { isOpen, products } from '../state';
import type { CartLineView } from '../types';
import { Icon } from './Icon';
import { Thumbnail } from './Thumbnail';

const MOST = 99;

interface Props {
  readonly line: CartLineView;
  readonly index: number;
  /** The line, and with it the button that had the focus, is about to go. */
  readonly onRemoved: () => void;
}

export function CartLine({ line, index, onRemoved }: Props) {
  const counter = useCounter();
  const t = texts.value.cart;
  const offline = !isOpen.value;
  const name = { index, product_id: line.product_id };
  return (
    <li class="line">
      <div class="line-head">
        <Thumbnail picture={products.value.find(({ id }) => id === line.product_id)?.picture} />
        <div class="line-words">
          <p class="line-name">{line.name}</p>
          <p class="line-price muted">
            {t.unitPrice} <span class="number">{formatMoney(line.price)}</span>
          </p>
        </div>
        <button
          type="button"
          class="button quiet line-remove"
          aria-label={t.removeName(line.name)}
          disabled={offline}
          onClick={() => {
            removeLine(counter, name);
            onRemoved();
          }}
        >
          <Icon name="trash" />
          {t.remove}
        </button>
      </div>
      <div class="line-sums">
        <div class="stepper">
          <button
            type="button"
            class="stepper-button"
            aria-label={t.less(line.name)}
            disabled={offline || line.quantity <= 1}
            onClick={() => setQuantity(counter, name, line.quantity - 1)}
          >
            <Icon name="minus" />
          </button>
          <span class="stepper-count number">
            <span class="unseen">{t.quantity} </span>
            {line.quantity}
          </span>
          <button
            type="button"
            class="stepper-button"
            aria-label={t.more(line.name)}
            disabled={offline || line.quantity >= MOST}
            onClick={() => setQuantity(counter, name, line.quantity + 1)}
          >
            <Icon name="plus" />
          </button>
        </div>
        <span class="line-subtotal number">
          <span class="unseen">{t.subtotal} </span>
          {formatMoney(line.subtotal)}
        </span>
      </div>
    </li>
  );
}
