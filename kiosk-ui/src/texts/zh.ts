/** Every word the page says, in Traditional Chinese. The other languages have exactly these keys. */
import { zhDigits } from './digits';
import { zhFaces } from './zh-faces';
import { zhTray } from './zh-tray';

export const zh = {
  pageTitle: '智慧無人商店 YOLO1125',
  shopName: '智慧無人商店',
  close: '關閉',
  back: '返回',
  tryAgain: '再試一次',
  sound: '提示音',
  otherLanguage: 'English',
  otherLanguageLang: 'en',

  connection: {
    open: '已連線',
    connecting: '連線中',
    waiting: '重新連線中',
    lost: '連線中斷，正在重新連線',
    lostHint: '購物車已保留，請稍候。',
    lostWait: '請稍候。',
    retryIn: (seconds: number) => `${seconds} 秒後再試`,
    retryNow: '立即重試',
  },

  pairing: {
    title: '配對這台裝置',
    text: '這台裝置還不能當櫃檯。請店主在「店主管理」的「裝置」新增櫃檯，在這裡開啟配對網址，或輸入權杖。',
    token: '裝置權杖',
    submit: '配對',
    busy: '配對中',
  },

  greeting: {
    title: '歡迎光臨',
    text: '用手機號碼登入，把商品拿到鏡頭前，就能結帳。',
    signIn: '會員登入',
    watchDemo: '看示範',
    stepsTitle: '購物步驟',
    steps: [
      { title: '登入', text: '手機號碼和 PIN 碼' },
      { title: '出示商品', text: '一次一件，拿到鏡頭前停一下' },
      { title: '結帳', text: '確認金額，按一下就完成' },
    ],
    done: '已完成',
  },

  member: {
    region: '會員',
    welcome: (name: string) => `歡迎回來，${name}`,
    welcomeNew: (name: string) => `歡迎加入，${name}`,
    phone: '手機',
    purchases: '我的購物紀錄',
    signOut: '登出',
    signOutTitle: '要登出嗎？',
    signOutText: '購物車裡的商品會清空，不會扣款。',
    signOutConfirm: '登出並清空',
    signedOut: {
      idle: '一段時間沒有操作，已為您登出，沒有扣款。',
      replaced: '換人了，購物車已為原會員保留。',
      forgotten: '會員資料已刪除。',
    },
  },

  signIn: {
    ...zhDigits,
    title: '會員登入',
    submit: '登入',
    busy: '登入中…',
    demoMember: (phone: string, pin: string) => `示範會員：手機 ${phone}，PIN ${pin}`,
  },

  stage: {
    unknown: '不認識的商品',
    looking: '辨識中…',
    region: '鏡頭畫面',
    starting: '正在開啟鏡頭…',
    allow: '如果瀏覽器詢問，請按「允許」。',
    hintSignedIn: '把商品拿到鏡頭前，停一下',
    hintSignedOut: '登入後就可以開始購物',
    remote: '由另一支鏡頭看商品',
    remoteText: '它只傳送辨識到的商品，不傳送影像。',
    remoteTag: '另一支鏡頭的影像',
    unfed: (name: string) => `正在觀看櫃檯 ${name}`,
    unfedText: '現在沒有鏡頭傳送影像；一有影像就會顯示在這裡。',
    useThisCamera: '改用這台的鏡頭',
  },

  camera: {
    refused: {
      title: '沒有鏡頭的使用權限',
      text: '請按網址列旁的鏡頭圖示，選「允許」，再按「再試一次」。',
    },
    busy: { title: '鏡頭正被其他程式使用', text: '請關閉其他使用鏡頭的程式或分頁，再按「再試一次」。' },
    missing: { title: '找不到鏡頭', text: '請接上鏡頭；接好後會自動開啟。' },
    unplugged: { title: '鏡頭已中斷', text: '請檢查鏡頭的連接線；接好後會自動開啟。' },
    insecure: {
      title: '這個網址不能使用鏡頭',
      text: '瀏覽器只允許安全連線使用鏡頭。請改用 https:// 網址，或在這台電腦上開啟 http://localhost。',
    },
    failed: { title: '鏡頭無法開啟', text: '請按「再試一次」；若仍不行，請重新接上鏡頭或重新開機。' },
    restWorks: '登入與購物車仍可使用。',
  },

  demo: {
    label: '示範',
    signingIn: '以示範會員登入中…',
    playing: '示範影片播放中，請看購物車',
    ended: '示範播放完畢',
    endedPay: '請按「完成結帳」試試看。',
    endedEmpty: '可以再看一次，或換一段影片。',
    failed: '示範無法播放',
    failedText: '請再試一次，或換一段影片。',
    again: '再看一次',
    choose: '選擇影片',
    leave: '結束示範',
    none: '這個櫃檯沒有開啟示範，已改用鏡頭。',
  },

  cart: {
    title: '購物車',
    empty: '購物車是空的',
    emptyHint: '把商品拿到鏡頭前，就會自動加入。',
    lines: '購物車明細',
    unitPrice: '單價',
    less: (name: string) => `${name} 減一件`,
    more: (name: string) => `${name} 加一件`,
    remove: '移除',
    removeName: (name: string) => `移除 ${name}`,
    quantity: '數量',
    subtotal: '小計',
    totalQuantity: '總數量',
    items: (count: number) => `${count} 件`,
    total: '總金額',
    pay: '完成結帳',
    payEmpty: '加入商品後就能結帳',
    offline: '連線恢復後就能結帳',
  },

  products: { title: '本店商品', soldOut: '售完' },

  confirm: {
    title: '確認結帳',
    text: '請確認商品與金額。',
    pay: (amount: string) => `確認結帳 ${amount}`,
    busy: '結帳中…',
    noAnswer: '沒有收到回應。請再按一次，同一筆交易不會重複扣款。',
    notSold: '剛才的結帳沒有完成，沒有扣款。請重新登入再試一次。',
  },

  receipt: {
    title: '結帳成功',
    thanks: '謝謝光臨，歡迎再來。',
    scan: '用手機掃描，帶走收據',
    scanHere: '示範：只能在這台電腦上開啟',
    qr: (url: string) => `收據網頁的 QR 碼：${url}`,
    open: '開啟收據',
    done: '完成',
    closesIn: (seconds: number) => `${seconds} 秒後回到首頁，觸碰畫面可延長`,
  },

  toast: {
    unknown: '不認識的商品，請洽店員；不會加入購物車',
    added: (name: string, quantity: number) => `+${quantity} ${name}`,
    undo: '復原',
    undone: (name: string) => `已取出 ${name}`,
    signInFirst: (name: string) => `看到${name}了，請先登入`,
  },

  faces: zhFaces,
  tray: zhTray,
};

export type Texts = typeof zh;
