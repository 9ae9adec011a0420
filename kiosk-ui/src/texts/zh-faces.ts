/** What the page says about faces, in Traditional Chinese. */
export const zhFaces = {
  greeting: '看一下鏡頭就能登入，再把商品拿到鏡頭前。',
  stepSignIn: '看鏡頭，或用手機號碼',
  byPhone: '用手機號碼登入',
  join: '加入會員',
  preparing: '人臉辨識準備中',
  unavailable: '人臉辨識目前無法使用',

  customer: {
    nobody: '請面對鏡頭',
    several: '一次請一位，請其他人退後一步',
    too_far: '請靠近一點',
    outside_zone: '請站到畫面中間',
    turned_away: '請正對鏡頭',
    blurred: '請稍微站穩',
    too_dark: '光線太暗',
    looking: '辨識中…',
    recognised: '謝謝光臨，再購物請先離開鏡頭一下',
    unknown: '第一次來嗎？歡迎加入會員',
    not_live: '請本人面對鏡頭（照片無法登入）',
  },

  invitation: {
    title: '您好，第一次來嗎？',
    text: '加入會員，下次看鏡頭就能登入。',
    decline: '不用了',
  },

  register: {
    title: '加入會員',
    name: '姓名',
    nameHint: '登入時螢幕上顯示的名字',
    phoneShort: (missing: number) => `還差 ${missing} 位數字`,
    phoneLong: '09 開頭的手機號碼是 10 位數字，請再看一次',
    phoneWhole: '號碼完整',
    withPin: '設定 PIN（不用臉也能登入）',
    consent: '個人資料同意書',
    version: (version: string) => `版本 ${version}`,
    agree: '我已閱讀並同意',
    submit: '加入會員',
    busy: '加入中…',
    nameMissing: '請輸入姓名',
    consentMissing: '請閱讀同意書並勾選「我已閱讀並同意」',
    faceSeen: '看得到您的臉',
  },

  identity: {
    title: (name: string) => `您是${name}嗎？`,
    text: '請確認是您本人。',
    withPin: '請先輸入 PIN 碼，再按「是，我是」。',
    wrongPin: 'PIN 碼不正確，請再試一次',
    yes: '是，我是',
    no: '不是',
    busy: '確認中…',
  },

  challenge: {
    turn: { left: '請慢慢把頭轉向您的左邊', right: '請慢慢把頭轉向您的右邊' },
    why: {
      first_today: '今天第一次登入，確認是您本人。',
      unsure: '再確認一次是您本人。',
      large_total: '金額較大，確認是您本人後就完成結帳。',
    },
    secondsLeft: (seconds: number) => `剩 ${seconds} 秒`,
    passed: '確認完成',
    paying: '確認完成，結帳中…',
    failed: '沒有成功，請再試一次，或用手機號碼登入',
    failedToPay: '沒有成功，還沒有扣款。請再按一次「完成結帳」',
  },

  idle: {
    title: '還在嗎？',
    text: (seconds: number) => `${seconds} 秒後自動登出`,
    over: '正在登出…',
    stay: '我還在',
  },
};
