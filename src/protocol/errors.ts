/**
 * The one catalogue of everything that can be refused, and the one error class that carries it.
 *
 * Every text says what is wrong and, where the reader can do something, what to do.
 */

interface CatalogueEntry {
  /** HTTP status of the refusal; sockets send the same code without it. */
  readonly status: number;
  /** Traditional Chinese, shown on the kiosk. */
  readonly zh: string;
  readonly en: string;
}

export const ERRORS = {
  not_signed_in: {
    status: 400,
    zh: '使用者未登入',
    en: 'Nobody is signed in on this session. Sign in first.',
  },
  cart_empty: {
    status: 400,
    zh: '購物車是空的',
    en: 'The cart is empty. Show a product to the camera first.',
  },
  wrong_phone_or_pin: {
    status: 401,
    zh: '手機號碼或 PIN 碼不正確',
    en: 'The phone number or the PIN is not right. Check both and try again.',
  },
  too_many_attempts: {
    status: 429,
    zh: '嘗試次數過多，請至少五分鐘後再試',
    en: 'Too many wrong attempts. Wait at least five minutes and try again.',
  },
  session_busy: {
    status: 409,
    zh: '這個櫃檯已有另一位會員登入，請先登出',
    en: 'Another member is signed in on this session. Sign out first.',
  },
  forbidden: { status: 403, zh: '您沒有權限查看這筆資料', en: 'This session may not see that member.' },
  origin_refused: {
    status: 403,
    zh: '不接受來自這個網站的連線',
    en: 'Requests from this web origin are not accepted. Add it with --cors-origin if it is yours.',
  },
  price_changed: {
    status: 409,
    zh: '金額已變動，請確認新金額後再結帳',
    en: 'The total has changed. Check it and pay again.',
  },
  product_unavailable: {
    status: 409,
    zh: '有商品已下架，請先從購物車移除',
    en: 'A product in the cart is no longer sold. Remove it and pay again.',
  },
  out_of_stock: {
    status: 409,
    zh: '庫存不足，請洽店家或移除商品',
    en: 'There is not enough stock of a product. Remove it or call the owner.',
  },
  idempotency_conflict: {
    status: 409,
    zh: '相同的識別碼已用於另一筆交易',
    en: 'This Idempotency-Key was already used for a different request. Use a new key.',
  },
  phone_taken: {
    status: 409,
    zh: '這個手機號碼已經註冊，請用手機號碼和 PIN 碼登入',
    en: 'This phone number already belongs to a member. Sign in with phone and PIN.',
  },
  face_taken: {
    status: 409,
    zh: '這張臉已屬於另一位會員，無法重複註冊',
    en: 'This face already belongs to another member. One person, one membership.',
  },
  no_face: {
    status: 409,
    zh: '還沒有清楚的臉部影像，請面對鏡頭站一會兒',
    en: 'There is no usable face yet. Stand in front of the camera and look at it for a moment.',
  },
  face_not_live: {
    status: 409,
    zh: '請左右轉一下頭，再按一次（照片無法註冊）',
    en: 'Turn your head a little to each side, then press again: a photo cannot be registered.',
  },
  nothing_asked: {
    status: 409,
    zh: '問題已過期，請再看一次鏡頭',
    en: 'There is no open question on this session any more. Look at the camera again.',
  },
  liveness_required: {
    status: 403,
    zh: '請先依畫面指示轉頭確認本人',
    en: 'Turn your head as the screen shows first: this needs a living person.',
  },
  faces_unavailable: {
    status: 503,
    zh: '人臉辨識目前無法使用，請用手機號碼和 PIN 碼登入',
    en: 'Face recognition is not available. Sign in with phone and PIN; "yolo1125 doctor" says why.',
  },
  rate_limited: {
    status: 429,
    zh: '請求過於頻繁，請稍候再試',
    en: 'That was asked too often. Wait as long as retry_after_s says, and ask less often.',
  },
  tls_required: {
    status: 403,
    zh: '請改用商店的 https 網址',
    en: "This way is not encrypted. Use the shop's https address; a proxy must send X-Forwarded-Proto.",
  },
  device_exists: {
    status: 409,
    zh: '已有相同名稱的裝置',
    en: 'There already is a device with this name. Remove it first, or choose another name.',
  },
  device_unknown: { status: 404, zh: '找不到這台裝置', en: 'There is no device with this name.' },
  device_required: {
    status: 401,
    zh: '這台裝置尚未配對，請店主新增裝置並在此開啟配對網址',
    en: 'This is none of the shop\'s devices. The owner adds it at /admin or with "yolo1125 device add"; then it shows its token.',
  },
  wrong_device_token: {
    status: 401,
    zh: '裝置權杖不正確或已被移除，請店主重新新增裝置',
    en: "The token is none of the shop's devices', or its device was removed. Add the device again and give it the new token.",
  },
  device_not_allowed: {
    status: 403,
    zh: '這台裝置不能執行這個動作',
    en: 'This device may not do that: an edge only sends what its camera sees. Add the device as a kiosk if it is one.',
  },
  wrong_session_secret: {
    status: 403,
    zh: '這個櫃檯由另一個畫面開啟，請重新整理頁面',
    en: 'This session was opened with a secret that did not come along. Send it as X-Session-Secret.',
  },
  edge_not_trusted: {
    status: 403,
    zh: '不接受未經授權裝置的分析結果',
    en: 'Facts are taken only from an edge with a token. Add it with "yolo1125 device add NAME --kind edge" and give it the token.',
  },
  facts_of_another_model: {
    status: 409,
    zh: '邊緣裝置使用的模型與系統不同',
    en: 'The edge analyses with another product model than the daemon. Give both the same file with --model.',
  },
  owner_not_signed_in: {
    status: 401,
    zh: '請先以店主密碼登入',
    en: "Sign in with the owner's password first.",
  },
  wrong_password: {
    status: 401,
    zh: '密碼不正確',
    en: 'The password is not right. Check it and try again.',
  },
  owner_exists: {
    status: 409,
    zh: '店主密碼已經設定，請直接登入',
    en: "The owner's password is already set. Sign in with it.",
  },
  setup_elsewhere: {
    status: 403,
    zh: '請在商店的電腦上設定密碼，或在那裡執行 yolo1125 owner password',
    en: 'Set the owner\'s password on the shop\'s own computer, or run "yolo1125 owner password" there.',
  },
  pin_required: {
    status: 403,
    zh: '請輸入 PIN 碼確認本人',
    en: 'Enter your PIN to confirm that it is you.',
  },
  product_exists: {
    status: 409,
    zh: '已有相同編號的商品',
    en: 'There already is a product with this id. Choose another id.',
  },
  product_unknown: { status: 404, zh: '找不到這個商品', en: 'There is no product with this id.' },
  member_unknown: { status: 404, zh: '找不到這位會員', en: 'There is no member with this id.' },
  transaction_unknown: {
    status: 404,
    zh: '找不到這筆交易',
    en: 'There is no transaction with this number.',
  },
  already_voided: {
    status: 409,
    zh: '這筆交易已經作廢',
    en: 'This transaction was voided before.',
  },
  receipt_unknown: {
    status: 404,
    zh: '找不到這張收據，請確認連結是否完整',
    en: 'There is no such receipt. Check that the link is complete.',
  },
  bad_picture: {
    status: 400,
    zh: '圖片無法使用，請改用 JPEG、PNG 或 WebP',
    en: 'The picture cannot be used. Send a JPEG, PNG or WebP of at most 8 MB.',
  },
  bad_request: { status: 400, zh: '請求內容不正確', en: 'The request is not valid.' },
  bad_json: { status: 400, zh: '訊息不是有效的 JSON', en: 'The message is not valid JSON.' },
  unknown_type: { status: 400, zh: '未知的訊息類型', en: 'Unknown message type.' },
  bad_base64: {
    status: 400,
    zh: '影像不是有效的 base64',
    en: 'The frame is not valid base64. Send a JPEG as base64, with or without a data: prefix.',
  },
  bad_envelope: {
    status: 400,
    zh: '二進位影格的標頭不正確',
    en: 'The binary frame has a wrong header. See docs/protocol.md.',
  },
  corrupt_image: {
    status: 400,
    zh: '影像已損毀或不是 JPEG',
    en: 'The image is damaged or is not a JPEG. Send a baseline or progressive JPEG.',
  },
  image_too_large: {
    status: 413,
    zh: '影像過大',
    en: 'The image is larger than the limit. Send at most 4096×4096 pixels.',
  },
  payload_too_large: { status: 413, zh: '訊息過大', en: 'The message is larger than the limit.' },
  bad_index: {
    status: 400,
    zh: '購物車中沒有這一項',
    en: 'The cart has no line with that index.',
  },
  not_found: { status: 404, zh: '找不到這個頁面', en: 'There is nothing at this address.' },
  method_not_allowed: { status: 405, zh: '不支援這個方法', en: 'This address does not take that method.' },
  too_many_sessions: {
    status: 503,
    zh: '連線的櫃檯過多，請稍後再試',
    en: 'Too many sessions are open. Close unused ones or raise --max-sessions.',
  },
  store_unavailable: {
    status: 503,
    zh: '資料庫暫時無法使用，請再試一次，同一筆交易不會重複扣款',
    en: 'The store cannot be used right now. Try again; one sale is never charged twice.',
  },
  model_failed: {
    status: 503,
    zh: '辨識暫時無法使用',
    en: 'The product model failed on this frame. Later frames are still tried.',
  },
  model_pinned: {
    status: 409,
    zh: '系統以 --model 指定模型啟動，無法切換',
    en: 'The daemon was started with --model (or YOLO1125_MODEL). Start it without, then models can be chosen.',
  },
  model_unknown: { status: 404, zh: '找不到這個模型', en: 'There is no model of this name. Add it first.' },
  model_refused: {
    status: 409,
    zh: '這個模型無法使用，繼續使用原來的模型',
    en: 'This model cannot be used; the one before is still in use.',
  },
  model_busy: {
    status: 409,
    zh: '正在切換模型，請稍候',
    en: 'Another model is being started just now. Try again in a moment.',
  },
  nothing_to_roll_back: {
    status: 409,
    zh: '沒有可以復原的模型',
    en: 'There is no model to go back to.',
  },
  learning_unavailable: {
    status: 503,
    zh: '目前無法學習商品：辨識外觀的模型不在或不能用',
    en: 'Products cannot be learned: the embedder is missing or cannot be used. The log of the daemon says why.',
  },
  server_busy: {
    status: 503,
    zh: '系統忙碌中，請稍候再試',
    en: 'Too many people are signing in at once. Try again in a moment.',
  },
  shutting_down: {
    status: 503,
    zh: '系統正在關閉',
    en: 'The daemon is shutting down. Reconnect in a moment.',
  },
  internal: { status: 500, zh: '系統發生錯誤', en: 'Something went wrong inside. The log has the details.' },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** What a client sees of an error, on a socket (with `type: "error"`) and in an HTTP reply. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly message_en: string;
  /** Which part of the request was wrong, e.g. `pin: must be 4 to 8 digits`. */
  readonly detail?: string | undefined;
  /** Seconds after which it may be tried again. */
  readonly retry_after_s?: number | undefined;
}

/** An error a client may see. Anything else that is thrown becomes `internal` and only its log line says more. */
export class AppError extends Error {
  override readonly name = 'AppError';

  /**
   * @param detail shown to the client
   * @param cause for the log only
   * @param retryAfterS told to the client, seconds
   */
  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    cause?: unknown,
    readonly retryAfterS?: number,
  ) {
    super(detail === undefined ? ERRORS[code].en : `${ERRORS[code].en} (${detail})`, { cause });
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** Turns anything thrown into what a client may see. Never throws, never leaks a stack or a foreign message. */
export function toErrorBody(error: unknown): ErrorBody {
  const { code, detail, retryAfterS } =
    error instanceof AppError
      ? error
      : { code: 'internal' as const, detail: undefined, retryAfterS: undefined };
  const { zh, en } = ERRORS[code];
  return {
    code,
    message: zh,
    message_en: en,
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterS === undefined ? {} : { retry_after_s: retryAfterS }),
  };
}
