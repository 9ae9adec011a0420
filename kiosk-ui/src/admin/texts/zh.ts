/** Every word of the owner's pages, in Traditional Chinese. The other language has exactly these keys. */
import { zhAudit } from './zh-audit';
import { zhCatalogue } from './zh-catalogue';
import { zhDevices } from './zh-devices';
import { zhModels } from './zh-models';
import { zhSales } from './zh-sales';
import { zhSystem } from './zh-system';

export const zh = {
  siteTitle: '店主管理',
  shopName: '智慧無人商店',
  skip: '跳到主要內容',
  mainNav: '主選單',
  toKiosk: '開啟櫃檯頁面',
  otherLanguage: 'English',
  otherLanguageLang: 'en',
  signOut: '登出',

  nav: {
    today: '今日',
    products: '商品',
    members: '會員',
    transactions: '交易',
    reports: '報表',
    audit: '記錄',
    devices: '裝置',
    system: '系統',
  },

  common: {
    loading: '載入中…',
    tryAgain: '再試一次',
    notRefreshed: '畫面上是先前的資料，更新時沒有成功：',
    cancel: '取消',
    close: '關閉',
    save: '儲存',
    saving: '儲存中…',
    search: '搜尋',
    all: '全部',
    yes: '有',
    no: '沒有',
    never: '還沒有',
    fix: '請修正以下欄位：',
    nothingChanged: '沒有變更，不需要儲存。',
    detail: '詳細原因',
    table: '以表格顯示數字',
    actions: '操作',
    download: '下載中…',
    downloaded: (name: string) => `已下載 ${name}`,
    shown: (shown: number, all: number) =>
      shown === all ? `共 ${all} 筆` : `符合 ${shown} 筆，共 ${all} 筆`,
    required: '必填',
  },

  pager: {
    newest: '最新一頁',
    newer: '較新',
    older: '較舊',
    pages: '換頁',
  },

  units: {
    items: (count: number) => `${count.toLocaleString('en-US')} 件`,
    sales: (count: number) => `${count.toLocaleString('en-US')} 筆`,
    seconds: (count: number) => `${count} 秒`,
    ago: {
      seconds: (count: number) => `${count} 秒前`,
      minutes: (count: number) => `${count} 分鐘前`,
      hours: (count: number) => `${count} 小時前`,
      now: '剛剛',
    },
    span: { days: '天', hours: '小時', minutes: '分', seconds: '秒' },
  },

  owner: {
    unreachable: '無法連線到商店的程式',
    unreachableText: '請確認商店的電腦已開機、yolo1125 serve 正在執行，然後再試一次。',
    setupTitle: '設定店主密碼',
    setupText: '這是第一次使用。請設定一組密碼，之後用它進入這些頁面。',
    setupElsewhereTitle: '請到商店的電腦上設定密碼',
    setupElsewhereText:
      '為了安全，店主密碼只能在商店自己的電腦上設定。請在那台電腦的瀏覽器開啟這個頁面，或在那裡執行：',
    setupElsewhereThen: '設定好之後，就能在這裡登入。',
    setupCheck: '已經設定好了',
    setupSubmit: '設定並登入',
    signInTitle: '店主登入',
    signInAgainTitle: '請重新登入',
    signInAgainText: '登入已過期。重新登入後會回到原來的畫面，已輸入的內容都還在。',
    signInSubmit: '登入',
    signingIn: '登入中…',
    password: '密碼',
    newPassword: '新密碼',
    newPasswordHint: '至少 10 個字，長一點比較安全，例如幾個不相干的詞',
    repeat: '再輸入一次',
    show: '顯示密碼',
    forgotten: '忘記密碼？請在商店的電腦上執行 yolo1125 owner password',
    passwordMissing: '請輸入密碼',
    passwordShort: '密碼至少要 10 個字',
    passwordLong: '密碼最多 200 個字',
    repeatDiffers: '兩次輸入的密碼不一樣',
    current: '目前的密碼',
    currentMissing: '請輸入目前的密碼',
    change: '變更密碼',
    changeText: '變更後，其他裝置上的登入會失效。',
    changed: '密碼已變更，其他裝置已登出。',
    signedOut: '已登出。',
  },

  today: {
    title: '今日',
    takings: '營業額',
    sales: '交易',
    items: '售出商品',
    yesterday: (value: string) => `昨日整天 ${value}`,
    hours: '每小時營業額',
    hour: '時段',
    kiosks: '櫃檯',
    kiosksLive: '每 2 秒更新',
    noKiosk: '目前沒有櫃檯連線。在櫃檯的電腦開啟櫃檯頁面後，會出現在這裡。',
    kiosk: '櫃檯',
    lastFrame: '最近影格',
    noFrame: '還沒有影像',
    fps: '每秒影格',
    customer: '顧客',
    signedIn: '已登入',
    signedOut: '無人登入',
    cart: '購物車',
    watchers: '連線數',
    health: '運作狀況',
    checks: {
      store: '資料庫',
      model: '商品辨識',
      catalogue: '商品與模型',
      faces: '人臉辨識',
      disk: '磁碟空間',
      kiosks: '櫃檯',
    },
    states: { ok: '正常', warning: '注意', failed: '故障' },
    lowStock: '庫存不足',
    noLowStock: '庫存都足夠。',
    left: '剩餘',
    recent: '最新交易',
    noSales: '今天還沒有交易。',
    allTransactions: '查看全部交易',
  },

  chart: {
    highest: (label: string, value: string) => `最高是 ${label}，${value}`,
    none: '沒有數字',
    summary: (title: string, highest: string) => `長條圖：${title}。${highest}。下方可展開完整表格。`,
    failed: '圖表無法載入，請看下方的表格。',
  },

  notFound: { title: '找不到這個頁面', text: '網址可能打錯了，或這個頁面已經移除。', home: '回到今日' },

  catalogue: zhCatalogue,
  sales: zhSales,
  devices: zhDevices,
  models: zhModels,
  system: zhSystem,
  audit: zhAudit,
};

export type Texts = typeof zh;
