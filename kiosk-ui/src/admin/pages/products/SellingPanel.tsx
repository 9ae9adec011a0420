import { useState } from 'preact/hooks';
import type { AdminProduct, AdminProductReply } from '../../../../../src/protocol/admin/products';
import type { Refusal } from '../../../types';
import { patch } from '../../api';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { Panel } from '../../parts/Panel';
import { RefusalText } from '../../parts/RefusalText';

interface Props {
  readonly product: AdminProduct;
  readonly onDone: (product: AdminProduct) => void;
}

/** Stops selling a product, or begins again. Both can be undone here, so nobody is asked twice. */
export function SellingPanel({ product: { id, active }, onDone }: Props) {
  const t = texts.value.catalogue.product;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  async function turn(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await patch<AdminProductReply>(`products/${encodeURIComponent(id)}`, { active: !active });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    const { product } = answer.body;
    tell(({ catalogue: { product: words } }) =>
      product.active ? words.activated(product.name) : words.deactivated(product.name),
    );
    onDone(product);
  }
  return (
    <Panel title={t.sale}>
      <p class="muted">{active ? t.deactivateText : t.activateText}</p>
      <div role="alert">{refusal !== null && <RefusalText refusal={refusal} />}</div>
      <div class="form-foot">
        <button type="button" class="button" aria-disabled={busy} onClick={() => void turn()}>
          {active ? t.deactivate : t.activate}
        </button>
      </div>
    </Panel>
  );
}
