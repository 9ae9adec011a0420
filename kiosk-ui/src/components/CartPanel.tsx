import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatMoney, texts } from '../i18n';
import { cart, cartMode, dialog, isCartEmpty, isOpen, member } from '../state';
import { CartLine } from './CartLine';
import { Icon } from './Icon';
import { ProductList } from './ProductList';

function Empty() {
  const t = texts.value.cart;
  return (
    <div class="cart-empty">
      <Icon name="cart" />
      <p class="cart-empty-title">{t.empty}</p>
      {member.value !== null && (
        <p class="muted">{cartMode.value === 'tray' ? texts.value.tray.emptyHint : t.emptyHint}</p>
      )}
    </div>
  );
}

function Totals() {
  const t = texts.value.cart;
  const { total, total_quantity } = cart.value;
  return (
    <dl class="totals" aria-live="polite">
      <div>
        <dt>{t.totalQuantity}</dt>
        <dd>{t.items(total_quantity)}</dd>
      </div>
      <div class="totals-sum">
        <dt>{t.total}</dt>
        <dd class="number">{formatMoney(total)}</dd>
      </div>
    </dl>
  );
}

/** The page's one primary action once somebody is signed in. While it cannot be pressed it says why. */
function PayButton() {
  const t = texts.value.cart;
  const why = !isOpen.value ? t.offline : isCartEmpty.value ? t.payEmpty : null;
  return (
    <>
      <button
        type="button"
        class="button primary pay"
        disabled={why !== null}
        aria-describedby={why === null ? undefined : 'pay-why'}
        onClick={() => {
          dialog.value = 'confirm';
        }}
      >
        {t.pay}
      </button>
      {why !== null && (
        <p id="pay-why" class="pay-why">
          {why}
        </p>
      )}
    </>
  );
}

export function CartPanel() {
  const t = texts.value.cart;
  const title = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { cart: lines } = cart.value;
  // A new line is the last one, and is seen where the cart scrolls by itself.
  const before = useRef(0);
  useLayoutEffect(() => {
    if (lines.length > before.current) body.current!.scrollTop = body.current!.scrollHeight;
    before.current = lines.length;
  }, [lines.length]);
  return (
    <section class="panel cart" aria-labelledby="cart-title">
      <h2 id="cart-title" class="panel-title" ref={title} tabIndex={-1}>
        {t.title}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keyboard too. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in. */}
      <div class="cart-body" ref={body} role="group" aria-labelledby="cart-title" tabIndex={0}>
        {lines.length === 0 && <Empty />}
        {lines.length === 0 && <ProductList />}
        <ul class="lines" aria-label={t.lines} hidden={lines.length === 0}>
          {lines.map((line, index) => (
            <CartLine
              key={`${line.product_id}@${line.price}`}
              line={line}
              index={index}
              onRemoved={() => title.current?.focus()}
            />
          ))}
        </ul>
      </div>
      {member.value !== null && (
        <div class="cart-foot">
          <Totals />
          <PayButton />
        </div>
      )}
    </section>
  );
}
