/** Every word the page says, in English. */
import { enDigits } from './digits';
import { enFaces } from './en-faces';
import { enTray } from './en-tray';
import type { Texts } from './zh';

export const en: Texts = {
  pageTitle: 'Smart Store YOLO1125',
  shopName: 'Smart Store',
  close: 'Close',
  back: 'Back',
  tryAgain: 'Try again',
  sound: 'Sound',
  otherLanguage: '中文',
  otherLanguageLang: 'zh-Hant-TW',

  connection: {
    open: 'Connected',
    connecting: 'Connecting',
    waiting: 'Reconnecting',
    lost: 'Connection lost, reconnecting',
    lostHint: 'Your cart is kept. One moment, please.',
    lostWait: 'One moment, please.',
    retryIn: (seconds) => `next try in ${seconds} s`,
    retryNow: 'Retry now',
  },

  pairing: {
    title: 'Pair this device',
    text: 'This device may not be a counter yet. The owner adds it under Devices at /admin; open the address shown there on this device, or enter the token.',
    token: "The device's token",
    submit: 'Pair',
    busy: 'Pairing',
  },

  greeting: {
    title: 'Welcome',
    text: 'Sign in by phone, show your products, pay.',
    signIn: 'Sign in',
    watchDemo: 'See a demo',
    stepsTitle: 'How to shop',
    steps: [
      { title: 'Sign in', text: 'Phone number and PIN' },
      { title: 'Show', text: 'One product at a time, held still' },
      { title: 'Pay', text: 'Check the total, one press' },
    ],
    done: 'done',
  },

  member: {
    region: 'Member',
    welcome: (name) => `Welcome back, ${name}`,
    welcomeNew: (name) => `Welcome, ${name}`,
    phone: 'Phone',
    purchases: 'My purchases',
    signOut: 'Sign out',
    signOutTitle: 'Sign out?',
    signOutText: 'The cart will be emptied. You will not be charged.',
    signOutConfirm: 'Sign out and empty',
    signedOut: {
      idle: 'You were signed out after a while without activity. Nothing was charged.',
      replaced: 'Someone else is here now. The cart is kept for its member.',
      forgotten: 'The member’s data was erased.',
    },
  },

  signIn: {
    ...enDigits,
    title: 'Sign in',
    submit: 'Sign in',
    busy: 'Signing in…',
    demoMember: (phone, pin) => `Demo member: phone ${phone}, PIN ${pin}`,
  },

  stage: {
    unknown: 'Unknown product',
    looking: 'Looking…',
    region: 'Camera',
    starting: 'Opening the camera…',
    allow: 'If the browser asks, press “Allow”.',
    hintSignedIn: 'Hold a product in front of the camera',
    hintSignedOut: 'Sign in to start shopping',
    remote: 'Another camera looks at the products',
    remoteText: 'It sends what it recognises, and no pictures.',
    remoteTag: 'Picture of another camera',
    unfed: (name) => `Watching counter ${name}`,
    unfedText: 'No camera sends pictures just now; they are shown here as soon as one does.',
    useThisCamera: 'Use this camera instead',
  },

  camera: {
    refused: {
      title: 'The camera is not allowed',
      text: 'Press the camera icon beside the address, choose “Allow”, then press “Try again”.',
    },
    busy: {
      title: 'Another program is using the camera',
      text: 'Close other programs or tabs that use it, then press “Try again”.',
    },
    missing: { title: 'No camera found', text: 'Connect a camera; it will be opened by itself.' },
    unplugged: {
      title: 'The camera was disconnected',
      text: 'Check its cable; it will be opened by itself once it is back.',
    },
    insecure: {
      title: 'The camera cannot be used at this address',
      text: 'Browsers only allow it over a secure connection. Use an https:// address, or open http://localhost on this computer.',
    },
    failed: {
      title: 'The camera could not be opened',
      text: 'Press “Try again”. If that does not help, reconnect the camera or restart the computer.',
    },
    restWorks: 'Signing in and the cart still work.',
  },

  demo: {
    label: 'Demo',
    signingIn: 'Signing in as the demo member…',
    playing: 'A demo clip is playing. Watch the cart.',
    ended: 'The demo clip has ended',
    endedPay: 'Now press “Pay now” at the cart.',
    endedEmpty: 'Play it again, or choose another clip.',
    failed: 'The demo cannot be played',
    failedText: 'Try again, or choose another clip.',
    again: 'Play again',
    choose: 'Choose a clip',
    leave: 'Leave demo',
    none: 'This counter has no demo. Using the camera instead.',
  },

  cart: {
    title: 'Cart',
    empty: 'The cart is empty',
    emptyHint: 'Hold a product in front of the camera to add it.',
    lines: 'Cart lines',
    unitPrice: 'Unit price',
    less: (name) => `One ${name} less`,
    more: (name) => `One ${name} more`,
    remove: 'Remove',
    removeName: (name) => `Remove ${name}`,
    quantity: 'Quantity',
    subtotal: 'Subtotal',
    totalQuantity: 'Items',
    items: (count) => `${count} ${count === 1 ? 'item' : 'items'}`,
    total: 'Total',
    pay: 'Pay now',
    payEmpty: 'Add a product to pay',
    offline: 'You can pay once the connection is back',
  },

  products: { title: 'In this store', soldOut: 'Sold out' },

  confirm: {
    title: 'Confirm your purchase',
    text: 'Please check the products and the total.',
    pay: (amount) => `Pay ${amount}`,
    busy: 'Paying…',
    noAnswer: 'No answer came. Press again: the same purchase is never charged twice.',
    notSold: 'Your payment was not completed and nothing was charged. Sign in and try again.',
  },

  receipt: {
    title: 'Payment complete',
    thanks: 'Thank you. See you again soon.',
    scan: 'Scan with your phone to keep it',
    scanHere: 'Demo: opens on this computer only',
    qr: (url) => `QR code of the receipt’s page: ${url}`,
    open: 'Open the receipt',
    done: 'Done',
    closesIn: (seconds) => `Back to the start in ${seconds} s. Touch the screen to stay longer.`,
  },

  toast: {
    unknown: 'Unknown product: please ask staff. It was not added to the cart',
    added: (name, quantity) => `+${quantity} ${name}`,
    undo: 'Undo',
    undone: (name) => `${name} taken out`,
    signInFirst: (name) => `${name} seen. Sign in first.`,
  },

  faces: enFaces,
  tray: enTray,
};
