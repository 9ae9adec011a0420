/** What the page says otherwise, or besides, where the cart holds what lies on a tray. In English. */
import type { Texts } from './zh';

export const enTray: Texts['tray'] = {
  greeting: 'Put everything on the tray, sign in, pay.',
  greetingByFace: 'Look at the camera to sign in, and put everything on the tray.',
  step: { title: 'Lay down', text: 'Everything on the tray, side by side' },
  hintSignedIn: 'Put your products on the tray; take away what you do not want',
  hintSignedOut: (items) => `${items} ${items === 1 ? 'product' : 'products'} on the tray. Sign in to pay.`,
  leftOver: (items) =>
    `${items} ${items === 1 ? 'product was' : 'products were'} left on the tray before. You do not pay for ${
      items === 1 ? 'it' : 'them'
    }; please take ${items === 1 ? 'it' : 'them'} away.`,
  emptyHint: 'Put your products on the tray to add them.',
  removed: (name, quantity) => `−${quantity} ${name}, taken off the tray`,
  undone: (name) => `${name} is not counted`,
};
