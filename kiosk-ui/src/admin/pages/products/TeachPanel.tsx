import { useState } from 'preact/hooks';
import type { LearnedPicturesReply } from '../../../../../src/protocol/admin/learned';
import type { AdminProduct, AdminProductReply } from '../../../../../src/protocol/admin/products';
import { remove } from '../../api';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { tell } from '../../news';
import { AskDialog } from '../../parts/AskDialog';
import { Panel } from '../../parts/Panel';
import { useLoad } from '../../use-load';
import { PictureChooser } from './PictureChooser';
import { TaughtList } from './TaughtList';
import { TeachCamera } from './TeachCamera';
import { isRefusal, useTeaching } from './use-teaching';

interface Props {
  readonly product: AdminProduct;
  readonly onDone: (product: AdminProduct) => void;
}

/** Teaching a product by its looks: pictures from several sides, and the camera knows it from the next frame on. */
export function TeachPanel({ product, onDone }: Props) {
  const t = texts.value.catalogue.learn;
  const [isFilming, setFilming] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const known = useLoad<LearnedPicturesReply>(`products/${encodeURIComponent(product.id)}/learned`);
  const teaching = useTeaching(product.id, (changed) => {
    onDone(changed);
    void known.reload();
  });
  const count = product.learned_pictures;
  const needed = known.body?.needed ?? 3;
  const last = teaching.shown[0]?.reply ?? null;
  const alike = last === null || isRefusal(last) ? [] : last.look_alikes;
  return (
    <Panel title={t.title}>
      <p class="muted">{t.text}</p>
      <p class={`note ${count >= needed ? 'is-good' : ''}`}>
        {count === 0 ? t.none(needed) : count < needed ? t.tooFew(count, needed) : t.known(count)}
      </p>
      {alike.length > 0 && (
        <p class="note is-warning" role="alert">
          {t.alike(alike.map(({ name }) => name).join('、'))}
        </p>
      )}
      {count > 0 && known.body !== null && (
        <ul class="learned" aria-label={t.pictures}>
          {known.body.pictures.map((address) => (
            <li key={address}>
              <img src={address} alt="" loading="lazy" />
            </li>
          ))}
        </ul>
      )}
      {isFilming && (
        <TeachCamera
          busy={teaching.busy}
          onPicture={(picture) => teaching.show([picture], false)}
          onClose={() => setFilming(false)}
        />
      )}
      <TaughtList shown={teaching.shown} />
      <div class="form-foot">
        {!isFilming && (
          <button type="button" class="button" onClick={() => setFilming(true)}>
            {t.useCamera}
          </button>
        )}
        {count > 0 && (
          <button type="button" class="button" onClick={() => setAsking(true)}>
            {t.forget}
          </button>
        )}
        <PictureChooser label={t.upload} hint={t.hint} onChooseAll={(files) => teaching.show(files, true)} />
      </div>
      {isAsking && (
        <ForgetLooks
          product={product}
          onDone={(changed) => {
            teaching.clear();
            onDone(changed);
            void known.reload();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  );
}

function ForgetLooks({ product, onDone, onClose }: Props & { readonly onClose: () => void }) {
  const t = texts.value.catalogue.learn;
  const form = useForm({
    initial: {},
    send: async () => {
      const answer = await remove<AdminProductReply>(`products/${encodeURIComponent(product.id)}/learned`);
      if (!answer.ok) return answer.refusal;
      tell((words) => words.catalogue.learn.forgotten(product.name));
      onDone(answer.body.product);
      onClose();
      return null;
    },
  });
  return (
    <AskDialog title={t.forget} form={form} confirm={t.forget} isDanger onClose={onClose}>
      <p>{t.forgetText}</p>
    </AskDialog>
  );
}
