import type { zhDevices } from './zh-devices';

export const enDevices: typeof zhDevices = {
  title: 'Devices',
  text: 'Counters and cameras on the network are added here before they may be used. The counter on this computer needs nothing.',
  caption: "The shop's devices",
  none: 'There are no devices yet.',
  name: 'Name',
  nameHint: 'Letters, digits, _ or -, for example kiosk-1',
  nameWrong: 'Enter 1 to 64 letters, digits, _ or -',
  kind: 'Kind',
  kinds: { kiosk: 'Counter', edge: 'Camera' },
  kindChoices: {
    kiosk: 'Counter: signs members in and sells',
    edge: 'Camera: only sends pictures (yolo1125 edge)',
  },
  added: 'Added',
  sockets: 'Connections',
  connected: (count: number) => (count === 1 ? '1 connection' : `${count} connections`),
  notConnected: 'Not connected',
  add: 'Add a device',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText: 'Its token opens nothing from now on, and its open pages are cut off.',
  removed: (name: string) => `${name} is removed`,
  tokenTitle: (name: string) => `The token of ${name}`,
  tokenOnce: 'The token is shown this once only.',
  tokenKiosk: "Open this address once in the counter's browser, or scan the code:",
  tokenKioskHere:
    "This page was opened by this computer's own name: put the shop's https address in its place.",
  tokenEdge:
    "Keep the token in a file on the camera's computer that only you can read, and name it with --token-file:",
  qr: 'Code of the pairing address',
  done: 'Noted, close',
};
