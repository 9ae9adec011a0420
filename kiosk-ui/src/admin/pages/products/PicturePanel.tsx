import { useState } from 'preact/hooks';
import type { AdminProduct, AdminProductReply } from '../../../../../src/protocol/admin/products';
import type { Answer } from '../../../types';
import { put, remove } from '../../api';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { Panel } from '../../parts/Panel';
import { RefusalText } from '../../parts/RefusalText';
import { PictureChooser } from './PictureChooser';
import { type PictureTrouble, usePicture } from './use-picture';

interface Props {
  readonly product: AdminProduct;
  readonly onDone: (product: AdminProduct) => void;
}

function Trouble({ trouble }: { trouble: PictureTrouble }) {
  const t = texts.value.catalogue.product;
  if (trouble === 'type') return <p>{t.pictureType}</p>;
  return trouble === 'size' ? <p>{t.pictureSize}</p> : <RefusalText refusal={trouble} />;
}

export function PicturePanel({ product, onDone }: Props) {
  const t = texts.value.catalogue.product;
  const chosen = usePicture();
  const [busy, setBusy] = useState(false);
  const path = `products/${encodeURIComponent(product.id)}/picture`;

  /** A picture that was refused stays chosen. */
  async function change(isGone: boolean, ask: () => Promise<Answer<AdminProductReply>>): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await ask();
    setBusy(false);
    if (!answer.ok) return chosen.fail(answer.refusal);
    chosen.clear();
    tell(({ catalogue: { product: words } }) => (isGone ? words.pictureRemoved : words.pictureSaved));
    onDone(answer.body.product);
  }

  const shown = chosen.address ?? product.picture;
  return (
    <Panel title={t.picture}>
      <div class="picture-now">
        {shown === null ? (
          <p class="muted">{t.noPicture}</p>
        ) : (
          <img src={shown} alt={chosen.address === null ? t.pictureOf(product.name) : t.picturePreview} />
        )}
      </div>
      <div role="alert">
        {chosen.trouble !== null && (
          <div class="note is-bad">
            <Trouble trouble={chosen.trouble} />
          </div>
        )}
      </div>
      <div class="form-foot">
        {chosen.file !== null ? (
          <>
            <button
              type="button"
              class="button primary"
              aria-disabled={busy}
              onClick={() => void change(false, () => put(path, chosen.file!))}
            >
              {busy ? t.uploading : t.upload}
            </button>
            <button type="button" class="button" disabled={busy} onClick={chosen.clear}>
              {texts.value.common.cancel}
            </button>
          </>
        ) : (
          product.picture !== null && (
            <button
              type="button"
              class="button"
              aria-disabled={busy}
              onClick={() => void change(true, () => remove(path))}
            >
              {t.removePicture}
            </button>
          )
        )}
        <PictureChooser
          label={shown === null ? t.choosePicture : t.replacePicture}
          hint={t.pictureHint}
          onChoose={chosen.choose}
        />
      </div>
    </Panel>
  );
}
