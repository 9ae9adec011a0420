/** Every word of the owner's pages, in English. */
import { enAudit } from './en-audit';
import { enCatalogue } from './en-catalogue';
import { enDevices } from './en-devices';
import { enModels } from './en-models';
import { enSales } from './en-sales';
import { enSystem } from './en-system';
import type { Texts } from './zh';

const many = (count: number, one: string) =>
  `${count.toLocaleString('en-US')} ${one}${count === 1 ? '' : 's'}`;

export const en: Texts = {
  siteTitle: 'Owner',
  shopName: 'Smart Store',
  skip: 'Skip to the content',
  mainNav: 'Main menu',
  toKiosk: 'Open the kiosk page',
  otherLanguage: '中文',
  otherLanguageLang: 'zh-Hant-TW',
  signOut: 'Sign out',

  nav: {
    today: 'Today',
    products: 'Products',
    members: 'Members',
    transactions: 'Sales',
    reports: 'Reports',
    audit: 'Audit',
    devices: 'Devices',
    system: 'System',
  },

  common: {
    loading: 'Loading…',
    tryAgain: 'Try again',
    notRefreshed: 'This is from before; refreshing it failed:',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    saving: 'Saving…',
    search: 'Search',
    all: 'All',
    yes: 'Yes',
    no: 'No',
    never: 'Not yet',
    fix: 'Please correct these fields:',
    nothingChanged: 'Nothing was changed, so nothing had to be saved.',
    detail: 'Details',
    table: 'Show the figures as a table',
    actions: 'Actions',
    download: 'Downloading…',
    downloaded: (name) => `Downloaded ${name}`,
    shown: (shown, all) => (shown === all ? `${all} in all` : `${shown} of ${all} match`),
    required: 'required',
  },

  pager: {
    newest: 'Newest',
    newer: 'Newer',
    older: 'Older',
    pages: 'Pages',
  },

  units: {
    items: (count) => many(count, 'item'),
    sales: (count) => many(count, 'sale'),
    seconds: (count) => `${count} s`,
    ago: {
      seconds: (count) => `${count} s ago`,
      minutes: (count) => `${count} min ago`,
      hours: (count) => `${count} h ago`,
      now: 'just now',
    },
    span: { days: 'd', hours: 'h', minutes: 'min', seconds: 's' },
  },

  owner: {
    unreachable: 'The shop cannot be reached',
    unreachableText:
      'Check that the shop’s computer is on and that yolo1125 serve is running, then try again.',
    setupTitle: 'Set the owner’s password',
    setupText: 'This is the first visit. Set a password; it opens these pages from now on.',
    setupElsewhereTitle: 'Set the password on the shop’s own computer',
    setupElsewhereText:
      'For safety, the owner’s password can only be set on the shop’s own computer. Open this page in its browser, or run there:',
    setupElsewhereThen: 'Afterwards you can sign in here.',
    setupCheck: 'It is set now',
    setupSubmit: 'Set it and sign in',
    signInTitle: 'Owner sign-in',
    signInAgainTitle: 'Sign in again',
    signInAgainText:
      'Your sign-in has expired. After it you are back where you were, with everything you typed.',
    signInSubmit: 'Sign in',
    signingIn: 'Signing in…',
    password: 'Password',
    newPassword: 'New password',
    newPasswordHint: 'At least 10 characters. Longer is safer, such as a few unrelated words.',
    repeat: 'The same again',
    show: 'Show the password',
    forgotten: 'Forgotten? Run yolo1125 owner password on the shop’s computer.',
    passwordMissing: 'Enter the password.',
    passwordShort: 'The password must have at least 10 characters.',
    passwordLong: 'The password can have at most 200 characters.',
    repeatDiffers: 'The two passwords are not the same.',
    current: 'Current password',
    currentMissing: 'Enter the current password.',
    change: 'Change the password',
    changeText: 'Sign-ins on other devices end when it changes.',
    changed: 'The password was changed. Other devices are signed out.',
    signedOut: 'Signed out.',
  },

  today: {
    title: 'Today',
    takings: 'Takings',
    sales: 'Sales',
    items: 'Items sold',
    yesterday: (value) => `${value} all of yesterday`,
    hours: 'Takings by the hour',
    hour: 'Hour',
    kiosks: 'Kiosks',
    kiosksLive: 'every 2 s',
    noKiosk: 'No kiosk is connected. Open the kiosk page on the kiosk’s computer and it appears here.',
    kiosk: 'Kiosk',
    lastFrame: 'Last frame',
    noFrame: 'no picture yet',
    fps: 'Frames/s',
    customer: 'Customer',
    signedIn: 'signed in',
    signedOut: 'nobody',
    cart: 'Cart',
    watchers: 'Connections',
    health: 'Health',
    checks: {
      store: 'Store',
      model: 'Product model',
      catalogue: 'Products and model',
      faces: 'Faces',
      disk: 'Disk',
      kiosks: 'Kiosks',
    },
    states: { ok: 'OK', warning: 'Attention', failed: 'Failed' },
    lowStock: 'Low stock',
    noLowStock: 'There is enough of everything.',
    left: 'Left',
    recent: 'Newest sales',
    noSales: 'No sale yet today.',
    allTransactions: 'All sales',
  },

  chart: {
    highest: (label, value) => `Highest: ${label}, ${value}`,
    none: 'No figures',
    summary: (title, highest) => `Bar chart: ${title}. ${highest}. The table below has all figures.`,
    failed: 'The chart could not be loaded. The table below has its figures.',
  },

  notFound: {
    title: 'There is nothing here',
    text: 'The address may be mistyped, or the page is gone.',
    home: 'Go to Today',
  },

  catalogue: enCatalogue,
  sales: enSales,
  devices: enDevices,
  models: enModels,
  system: enSystem,
  audit: enAudit,
};
