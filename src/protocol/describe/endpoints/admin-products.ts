import { LearnedPicturesReply, TeachQuery, TeachReply } from '../../admin/learned.js';
import {
  AdminProductReply,
  AdminProductsReply,
  NewProductRequest,
  ProductChangeRequest,
} from '../../admin/products.js';
import type { Area } from '../endpoint.js';

const params = { id: "The product's id." };
/** What a browser's file dialog gives; other pictures are refused. */
const PICTURES = [{ media: 'image/jpeg' }, { media: 'image/png' }, { media: 'image/webp' }];

export const ADMIN_PRODUCTS: Area = {
  name: 'products',
  description: "The catalogue in its owner's hands. Changes hold for the very next frame and checkout.",
  endpoints: [
    {
      method: 'get',
      path: '/api/admin/products',
      summary: 'All products, and the classes of the loaded model',
      who: 'owner',
      reply: AdminProductsReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/products',
      summary: 'Adds a product',
      who: 'owner',
      body: NewProductRequest,
      reply: AdminProductReply,
      errors: ['product_exists', 'store_unavailable'],
    },
    {
      method: 'patch',
      path: '/api/admin/products/{id}',
      summary: 'Changes what is named and nothing else; `stock_change` adds to what the sales left',
      who: 'owner',
      params,
      body: ProductChangeRequest,
      reply: AdminProductReply,
      errors: ['product_unknown', 'store_unavailable'],
    },
    {
      method: 'put',
      path: '/api/admin/products/{id}/picture',
      summary: 'Sets its picture, at most 8 MB; it is kept as a small JPEG',
      who: 'owner',
      params,
      body: PICTURES,
      reply: AdminProductReply,
      errors: ['bad_picture', 'product_unknown', 'store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/products/{id}/learned',
      summary: 'The pictures by which it was learned',
      who: 'owner',
      params,
      reply: LearnedPicturesReply,
      errors: ['product_unknown', 'store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/products/{id}/learned/{number}',
      summary: 'One of them',
      who: 'owner',
      params: { ...params, number: 'From 0.' },
      reply: { media: 'image/jpeg' },
      errors: ['not_found', 'store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/products/{id}/learned',
      summary: 'Shows one more picture of it, at most 8 MB, so that it is recognised by its looks',
      who: 'owner',
      params,
      query: TeachQuery,
      body: PICTURES,
      reply: TeachReply,
      errors: [
        'bad_picture',
        'learning_unavailable',
        'model_failed',
        'product_unknown',
        'shutting_down',
        'store_unavailable',
      ],
    },
    {
      method: 'delete',
      path: '/api/admin/products/{id}/learned',
      summary: 'Forgets how it looks',
      who: 'owner',
      params,
      reply: AdminProductReply,
      errors: ['product_unknown', 'store_unavailable'],
    },
    {
      method: 'delete',
      path: '/api/admin/products/{id}/picture',
      summary: 'Takes its picture away',
      who: 'owner',
      params,
      reply: AdminProductReply,
      errors: ['product_unknown', 'store_unavailable'],
    },
  ],
};
