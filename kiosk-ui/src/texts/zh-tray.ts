/** What the page says otherwise, or besides, where the cart holds what lies on a tray. In Traditional Chinese. */
export const zhTray = {
  greeting: '把商品都放在托盤上，登入後就能結帳。',
  greetingByFace: '看一下鏡頭就能登入，商品都放在托盤上。',
  step: { title: '放上商品', text: '全部放在托盤上，不要重疊' },
  hintSignedIn: '把商品放在托盤上，不要的就拿走',
  hintSignedOut: (items: number) => `托盤上有 ${items} 件商品，登入後就能結帳`,
  leftOver: (items: number) => `托盤上有 ${items} 件是之前留下的，不會算在您的帳上，請拿走`,
  emptyHint: '把商品放在托盤上，就會自動加入。',
  removed: (name: string, quantity: number) => `−${quantity} ${name}，已從托盤拿走`,
  undone: (name: string) => `${name}不計入購物車`,
};
