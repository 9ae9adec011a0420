import { useState } from 'preact/hooks';
import type { AdminProduct } from '../../../../../src/protocol/admin/products';
import { texts } from '../../i18n';
import { Panel } from '../../parts/Panel';
import { StockDialog } from './StockDialog';
import { stockText } from './words';

interface Props {
  readonly product: AdminProduct;
  readonly onDone: (product: AdminProduct) => void;
}

export function StockPanel({ product, onDone }: Props) {
  const t = texts.value.catalogue.product;
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel title={t.stock}>
      <div class="row">
        <p class="figure-value number">{stockText(product.stock)}</p>
        <button type="button" class="button" onClick={() => setOpen(true)}>
          {t.adjust}
        </button>
      </div>
      {isOpen && <StockDialog product={product} onDone={onDone} onClose={() => setOpen(false)} />}
    </Panel>
  );
}
