import { randomBytes, randomUUID } from 'node:crypto';
import type {
  Consent,
  LearnedProduct,
  Member,
  OrderDraft,
  Product,
  SealedFace,
} from '../../src/shop/index.js';

export const NOW = '2026-11-24T10:00:00.000Z';

export function product(id: string, price: number, more: Partial<Product> = {}): Product {
  return {
    id,
    name: `商品 ${id}`,
    price,
    class_name: id,
    yolo_class_id: null,
    stock: 10,
    active: true,
    ...more,
  };
}

export function member(phone = '0912000111'): Member {
  return { id: randomUUID(), name: '會員', phone, pinHash: null, createdAt: NOW, lastVisitAt: null };
}

export function draft(memberId: string, more: Partial<OrderDraft> = {}): OrderDraft {
  return {
    cartId: randomUUID(),
    sessionId: 'kiosk-1',
    memberId,
    lines: [{ productId: 'tea', name: '商品 tea', quantity: 2, unitPrice: 25 }],
    total: 50,
    idempotency: null,
    createdAt: NOW,
    ...more,
  };
}

export const CONSENT: Consent = { version: 'test-1', text: '我同意 / I agree', at: NOW };

/** A face as the store sees it: bytes that mean nothing to it. */
export function sealedFace(memberId: string, more: Partial<SealedFace> = {}): SealedFace {
  const wrappedKey = new Uint8Array(randomBytes(61));
  const sealed = new Uint8Array(randomBytes(10_000));
  return { memberId, embedder: 'test', wrappedKey, sealed, consent: CONSENT, createdAt: NOW, ...more };
}

/** A product's looks as the store sees them: pictures and numbers that mean nothing to it. */
export function learned(productId: string, version: string, views = 3): LearnedProduct {
  return {
    productId,
    embedder: 'test-1',
    version,
    views: Array.from({ length: views }, (_, index) => ({
      jpeg: new Uint8Array([255, 216, index]),
      vector: Float32Array.of(0.5, -0.25, index, 1 / 3),
    })),
  };
}
