/** What the page says about faces, in English. */
import type { zhFaces } from './zh-faces';

export const enFaces: typeof zhFaces = {
  greeting: 'Look at the camera to sign in, then show your products.',
  stepSignIn: 'Look at the camera, or by phone',
  byPhone: 'Sign in by phone',
  join: 'Join',
  preparing: 'Face recognition is getting ready',
  unavailable: 'Face recognition is not available',

  customer: {
    nobody: 'Please face the camera',
    several: 'One person at a time; others, please step back',
    too_far: 'Please come a little closer',
    outside_zone: 'Please stand in the middle of the picture',
    turned_away: 'Please look straight at the camera',
    blurred: 'Please hold still for a moment',
    too_dark: 'It is too dark here',
    looking: 'Recognising…',
    recognised: 'Thank you. To shop again, step away for a moment',
    unknown: 'First time here? You are welcome to join',
    not_live: 'Please face the camera yourself (photos cannot sign in)',
  },

  invitation: {
    title: 'Hello, first time here?',
    text: 'Join, and next time a look at the camera signs you in.',
    decline: 'No, thanks',
  },

  register: {
    title: 'Join',
    name: 'Name',
    nameHint: 'Shown on the screen when you sign in',
    phoneShort: (missing) => `${missing} more ${missing === 1 ? 'digit' : 'digits'}`,
    phoneLong: 'Mobile numbers that begin with 09 have 10 digits; please check',
    phoneWhole: 'Number complete',
    withPin: 'Set a PIN (to sign in without your face)',
    consent: 'Consent to the use of personal data',
    version: (version) => `Version ${version}`,
    agree: 'I have read this and agree',
    submit: 'Join',
    busy: 'Joining…',
    nameMissing: 'Enter your name.',
    consentMissing: 'Read the consent and tick “I have read this and agree”.',
    faceSeen: 'Your face is seen',
  },

  identity: {
    title: (name) => `Are you ${name}?`,
    text: 'Please confirm that it is you.',
    withPin: 'Enter your PIN first, then press “Yes, I am”.',
    wrongPin: 'The PIN is not right. Try again.',
    yes: 'Yes, I am',
    no: 'No',
    busy: 'Checking…',
  },

  challenge: {
    turn: {
      left: 'Slowly turn your head to your left',
      right: 'Slowly turn your head to your right',
    },
    why: {
      first_today: 'Your first sign-in today: we make sure that it is you.',
      unsure: 'We make sure once more that it is you.',
      large_total: 'A larger total: once we know that it is you, the payment goes through.',
    },
    secondsLeft: (seconds) => `${seconds} s left`,
    passed: 'Confirmed',
    paying: 'Confirmed, paying…',
    failed: 'That did not work. Please try again, or sign in by phone',
    failedToPay: 'That did not work. Nothing was charged; press “Pay now” again',
  },

  idle: {
    title: 'Still there?',
    text: (seconds) => `You will be signed out in ${seconds} s`,
    over: 'Signing out…',
    stay: 'I am here',
  },
};
