import { useEffect } from 'preact/hooks';
import type { MembersReply } from '../../../../../src/protocol/admin/members';
import type { AdminProductsReply } from '../../../../../src/protocol/admin/products';
import { type Choice, ChoiceEntry } from '../../form/ChoiceEntry';
import { ErrorSummary } from '../../form/ErrorSummary';
import { TextEntry } from '../../form/TextEntry';
import { useForm } from '../../form/use-form';
import { texts } from '../../i18n';
import { Panel } from '../../parts/Panel';
import { go } from '../../router';
import { useLoad } from '../../use-load';
import { type Filter, NO_FILTER, withFilter } from './filter';

/** Everybody, and who is chosen even while the list is on its way or no longer has them. */
function withAll(choices: readonly Choice[], chosen: string): readonly Choice[] {
  const isThere = chosen === '' || choices.some(({ value }) => value === chosen);
  const all = { value: '', text: texts.value.common.all };
  return [all, ...choices, ...(isThere ? [] : [{ value: chosen, text: chosen }])];
}

export function FilterForm({ filter }: { filter: Filter }) {
  const t = texts.value.sales.transactions;
  const members = useLoad<MembersReply>('members').body?.members ?? [];
  const products = useLoad<AdminProductsReply>('products').body?.products ?? [];
  const form = useForm<Filter>({
    initial: filter,
    check: ({ from, to }) => (from !== '' && to !== '' && from > to ? { from: t.daysSwapped } : {}),
    send: async (values) => {
      go(withFilter('/admin/transactions', values));
      return null;
    },
  });
  // Going back or pressing a link changes the address, and with it what is filled in.
  useEffect(() => form.reset(filter), [withFilter('', filter)]);
  const { member, product } = form.values;
  return (
    <Panel title={t.filter}>
      <form class="filter" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <div class="filter-entries">
          <TextEntry form={form} name="from" label={t.from} type="date" />
          <TextEntry form={form} name="to" label={t.to} type="date" />
          <ChoiceEntry
            form={form}
            name="member"
            label={t.member}
            choices={withAll(
              members.map(({ id, name, phone }) => ({ value: id, text: `${name} ${phone}` })),
              member,
            )}
          />
          <ChoiceEntry
            form={form}
            name="product"
            label={t.product}
            choices={withAll(
              products.map(({ id, name }) => ({ value: id, text: name })),
              product,
            )}
          />
          <ChoiceEntry
            form={form}
            name="status"
            label={t.status}
            choices={(['all', 'sold', 'voided'] as const).map((value) => ({
              value,
              text: t.statuses[value],
            }))}
          />
          <TextEntry form={form} name="number" label={t.numberSought} maxLength={32} />
        </div>
        <div class="form-foot">
          <button type="submit" class="button primary">
            {t.apply}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              form.reset(NO_FILTER);
              go('/admin/transactions');
            }}
          >
            {t.clear}
          </button>
        </div>
      </form>
    </Panel>
  );
}
