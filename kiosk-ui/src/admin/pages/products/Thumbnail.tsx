import type { AdminProduct } from '../../../../../src/protocol/admin/products';
import { Icon } from '../../../components/Icon';

/** The product's picture; its name is beside it, so ears need nothing. */
export function Thumbnail({ product: { picture } }: { product: AdminProduct }) {
  return (
    <span class="thumbnail">
      {picture === null ? <Icon name="box" /> : <img src={picture} alt="" loading="lazy" />}
    </span>
  );
}
