/** Every word of a member's own page, in Traditional Chinese. */
export const zh = {
  pageTitle: '我的購物紀錄 YOLO1125',
  title: '我的購物紀錄',
  missing: '看不到購物紀錄',

  signIn: {
    title: '查看我的購物紀錄',
    text: '請輸入您的手機號碼和 PIN 碼。沒有 PIN 碼的會員，請在店內櫃檯登入後查看。',
    submit: '登入',
    busy: '登入中…',
    signOut: '登出',
    signedOut: '已登出。',
    ended: '這次登入已經結束，請再登入一次。',
  },

  summary: {
    greeting: (name: string) => `${name}，您好`,
    phone: '手機',
    totalSpent: '累計消費',
    purchases: '購物次數',
    times: (count: number) => `${count} 次`,
    since: '加入日期',
    lastVisit: '上次來店',
    firstVisit: '第一次來店',
  },

  receipts: {
    title: '收據',
    none: '還沒有購物紀錄。',
    open: '開啟收據',
    more: (count: number) => `再顯示 ${count} 筆`,
    shown: (shown: number, all: number) => `顯示 ${shown} 筆，共 ${all} 筆`,
  },

  privacy: {
    title: '我的資料',
    face: '臉部資料',
    faceKept: '有保存',
    faceSince: (date: string) => `${date}起保存`,
    faceNone: '沒有保存',
    pin: 'PIN 碼',
    pinSet: '已設定',
    pinNone: '沒有設定',
    forgetFace: '刪除臉部資料',
    forgetMe: '刪除會員資料',
  },

  forget: {
    goes: '會刪除',
    stays: '會保留',
    face: {
      title: '要刪除臉部資料嗎？',
      goes: ['臉部特徵（加密的數字）和它的金鑰', '保存臉部資料的同意書'],
      stays: ['姓名、手機號碼和 PIN 碼', '購物紀錄'],
      thenPin: '之後請用手機號碼和 PIN 碼登入。',
      thenNothing: '您沒有設定 PIN 碼：刪除後就無法自己登入，要請店主為您設定 PIN 碼。',
      confirm: '刪除臉部資料',
      done: '臉部資料已刪除。',
    },
    everything: {
      title: '要刪除會員資料嗎？',
      goes: ['姓名、手機號碼和 PIN 碼', '臉部特徵和同意書', '還沒結帳的購物車'],
      stays: ['店家的銷售紀錄（商品、金額、時間），不再和您有關聯', '已經拿到的收據，網址仍可開啟'],
      afterwards: '刪除後無法復原。下次來店，要重新加入會員。',
      understood: '我了解，刪除後無法復原',
      notUnderstood: '請先勾選「我了解，刪除後無法復原」',
      confirm: '刪除會員資料',
      done: '會員資料已刪除',
      doneText: '您的姓名、手機號碼、PIN 碼和臉部資料都已經刪除。',
    },
    withPin: '請輸入 PIN 碼，確認是您本人',
    wrongPin: 'PIN 碼不正確，請再試一次',
    back: '不刪除',
    busy: '刪除中…',
  },
};

export type MeTexts = typeof zh;
