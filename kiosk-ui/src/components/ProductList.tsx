import { formatMoney, texts } from '../i18n';
import { products } from '../state';
import { Thumbnail } from './Thumbnail';

/** What this store sells and for how much, while there is nothing in the cart to show. */
export function ProductList() {
  const t = texts.value.products;
  if (products.value.length === 0) return null;
  const hasPictures = products.value.some(({ picture }) => picture);
  return (
    <div class="products">
      <h3 class="small-title">{t.title}</h3>
      <ul class="product-list">
        {products.value.map((product) => (
          <li key={product.id} class={`product ${product.stock === 0 ? 'is-sold-out' : ''}`}>
            {hasPictures && (
              <span class="product-picture">
                <Thumbnail picture={product.picture} />
              </span>
            )}
            <span class="product-name">
              {product.name} {product.stock === 0 && <span class="tag is-grey">{t.soldOut}</span>}
            </span>
            <span class="number">{formatMoney(product.price)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
