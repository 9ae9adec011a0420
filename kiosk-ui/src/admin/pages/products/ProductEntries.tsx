import type { AdminProduct, AdminProductsReply } from '../../../../../src/protocol/admin/products';
import { ChoiceEntry } from '../../form/ChoiceEntry';
import { TextEntry } from '../../form/TextEntry';
import type { Form } from '../../form/use-form';
import { texts } from '../../i18n';
import { classChoices, isOther } from './class-choice';
import type { ProductTyped } from './product-rules';

interface Props {
  readonly form: Form<ProductTyped>;
  readonly all: AdminProductsReply;
  /** Null for a product that is being added. */
  readonly product: AdminProduct | null;
}

/** What a new product and a changed one have in common. */
export function ProductEntries({ form, all, product }: Props) {
  const t = texts.value.catalogue.product;
  const own = product?.class_name ?? null;
  return (
    <>
      <TextEntry form={form} name="name" label={t.name} maxLength={80} />
      <TextEntry form={form} name="price" label={t.price} hint={t.priceHint} inputMode="numeric" />
      <ChoiceEntry
        form={form}
        name="bound"
        label={t.className}
        hint={t.classHint}
        choices={classChoices(all.classes, all.products, own, product?.id ?? null)}
      />
      {isOther(form.values) && (
        <TextEntry form={form} name="otherName" label={t.otherName} hint={t.otherHint} maxLength={80} />
      )}
    </>
  );
}
