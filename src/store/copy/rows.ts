/** A whole shop as rows that every store can give and take, for copies from one to another. */
import type {
  AuditEntry,
  Cart,
  Device,
  LearnedProduct,
  Member,
  Order,
  Product,
  ProductPicture,
  SealedFace,
  Visit,
} from '../../shop/index.js';

export interface ShopRows {
  /** In the order they were first added. */
  readonly products: Product;
  readonly pictures: ProductPicture & { readonly productId: string };
  readonly learned: LearnedProduct;
  readonly members: Member;
  readonly faces: SealedFace;
  readonly pinAttempts: { readonly phone: string; readonly failures: number; readonly lastFailureAt: string };
  readonly visits: Visit;
  readonly heldCarts: {
    readonly memberId: string;
    readonly cartId: string;
    readonly cart: Cart;
    readonly heldAt: string;
  };
  readonly orders: Order & {
    /** The running number that the transaction id ends with. */
    readonly number: number;
    /** The client's Idempotency-Key, and what else it said. */
    readonly key: string | null;
    readonly fingerprint: string | null;
  };
  readonly owner: { readonly passwordHash: string };
  readonly devices: Device;
  readonly audit: AuditEntry;
}

export type Table = keyof ShopRows;

/** In an order in which they can be written. */
export const TABLES = [
  'products',
  'pictures',
  'learned',
  'members',
  'faces',
  'pinAttempts',
  'visits',
  'heldCarts',
  'orders',
  'owner',
  'devices',
  'audit',
] as const satisfies readonly Table[];

export interface CopySource {
  /** All rows of a table; the same rows come in the same order from every store. */
  read<T extends Table>(table: T): AsyncIterable<ShopRows[T]>;
  /** Whether a sale is under way, so that what is read now may hold half of it. */
  isBusy(): Promise<boolean>;
  close(): Promise<void>;
}

/** All or nothing: before `finish` nobody can open what was written, and `abandon` takes it away. */
export interface CopyTarget extends CopySource {
  /** @throws Error when there is a shop already */
  begin(): Promise<void>;
  write<T extends Table>(table: T, rows: readonly ShopRows[T][]): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/** One table's reader and writer. */
export interface TableCopier<T extends Table> {
  read(): AsyncIterable<ShopRows[T]>;
  write(rows: readonly ShopRows[T][]): Promise<void>;
}

export type TableCopiers = { readonly [T in Table]: TableCopier<T> };
