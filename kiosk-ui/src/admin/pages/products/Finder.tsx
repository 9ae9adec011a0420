import { texts } from '../../i18n';
import { SearchBox } from '../../parts/SearchBox';
import type { ProductFilter } from './find';

const FILTERS: readonly ProductFilter[] = ['all', 'active', 'inactive', 'unbound', 'low'];

interface Props {
  readonly sought: string;
  readonly filter: ProductFilter;
  readonly onSeek: (text: string) => void;
  readonly onFilter: (filter: ProductFilter) => void;
  readonly shown: number;
  readonly all: number;
}

export function Finder({ sought, filter, onSeek, onFilter, shown, all }: Props) {
  const t = texts.value.catalogue.products;
  return (
    <SearchBox label={t.searchLabel} value={sought} onChange={onSeek} shown={shown} all={all}>
      <div class="entry">
        <label for="product-filter">{t.show}</label>
        <select
          id="product-filter"
          value={filter}
          onChange={(event) => onFilter(event.currentTarget.value as ProductFilter)}
        >
          {FILTERS.map((one) => (
            <option key={one} value={one}>
              {t.filters[one]}
            </option>
          ))}
        </select>
      </div>
    </SearchBox>
  );
}
