/** Every word of a member's own page, in English. */
import type { MeTexts } from './zh';

export const en: MeTexts = {
  pageTitle: 'My purchases YOLO1125',
  title: 'My purchases',
  missing: 'Your purchases cannot be shown',

  signIn: {
    title: 'See my purchases',
    text: 'Enter your phone number and PIN. Without a PIN, sign in at the counter in the store and look there.',
    submit: 'Sign in',
    busy: 'Signing in…',
    signOut: 'Sign out',
    signedOut: 'You are signed out.',
    ended: 'This sign-in has ended. Please sign in again.',
  },

  summary: {
    greeting: (name) => `Hello, ${name}`,
    phone: 'Phone',
    totalSpent: 'Total spent',
    purchases: 'Purchases',
    times: (count) => String(count),
    since: 'Member since',
    lastVisit: 'Last visit',
    firstVisit: 'This is the first',
  },

  receipts: {
    title: 'Receipts',
    none: 'No purchases yet.',
    open: 'Open the receipt',
    more: (count) => `Show ${count} more`,
    shown: (shown, all) => `Showing ${shown} of ${all}`,
  },

  privacy: {
    title: 'My data',
    face: 'Face',
    faceKept: 'Kept',
    faceSince: (date) => `Kept since ${date}`,
    faceNone: 'Not kept',
    pin: 'PIN',
    pinSet: 'Set',
    pinNone: 'Not set',
    forgetFace: 'Erase my face',
    forgetMe: 'Erase my membership',
  },

  forget: {
    goes: 'Will be erased',
    stays: 'Will be kept',
    face: {
      title: 'Erase your face?',
      goes: ['What is kept of your face (encrypted numbers) and its key', 'The consent to keep it'],
      stays: ['Name, phone number and PIN', 'Your purchases'],
      thenPin: 'From then on sign in by phone number and PIN.',
      thenNothing: 'You have no PIN: afterwards you cannot sign in until the owner sets one for you.',
      confirm: 'Erase my face',
      done: 'Your face has been erased.',
    },
    everything: {
      title: 'Erase your membership?',
      goes: ['Name, phone number and PIN', 'Your face and the consent', 'Carts that were not paid'],
      stays: [
        'The store’s record of sales (products, amounts, times), no longer linked to you',
        'Receipts you already have: their addresses still work',
      ],
      afterwards: 'This cannot be undone. Next time you would join anew.',
      understood: 'I understand that this cannot be undone',
      notUnderstood: 'Tick “I understand that this cannot be undone” first.',
      confirm: 'Erase my membership',
      done: 'Your membership has been erased',
      doneText: 'Your name, phone number, PIN and face have been erased.',
    },
    withPin: 'Enter your PIN to confirm that it is you',
    wrongPin: 'The PIN is not right. Try again.',
    back: 'Keep it',
    busy: 'Erasing…',
  },
};
