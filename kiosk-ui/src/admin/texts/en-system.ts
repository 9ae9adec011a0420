/** Words of the system page. */
import type { Texts } from './zh';

export const enSystem: Texts['system'] = {
  title: 'System',
  machine: 'This computer',
  version: 'Version',
  uptime: 'Running for',
  memory: 'Memory used',
  sockets: 'Connections',
  sessions: 'Kiosks',
  faces: 'Faces',
  facesStates: { ready: 'ready', preparing: 'being prepared', unavailable: 'not available', off: 'off' },
  facesMembers: (count) => `${count} ${count === 1 ? 'member has' : 'members have'} a face`,

  model: 'Product model',
  file: 'File',
  input: 'Input size',
  workers: 'Workers',
  state: 'State',
  healthy: 'OK',
  unhealthy: 'Failed',
  classes: 'Classes of the model',
  classId: 'Number',
  className: 'Class',
  soldAs: 'Product',
  notSold: 'no product',
  unseen: 'Products the camera cannot recognise',
  unseenText:
    'The model in use has no class for these products that are sold. Choose another class for them, or use another model.',
  allFit: 'The camera can recognise every product that is sold.',

  latency: 'Recognition time',
  latencyText: (frames, mean) => `${frames} frames since the start, ${mean} ms on average`,
  noFrames: 'No frame has been analysed since the start.',
  upTo: (ms) => `up to ${ms} ms`,
  above: (ms) => `above ${ms} ms`,
  time: 'Time',
  frames: 'Frames',

  storage: 'Storage',
  kind: 'Kind',
  used: 'Used',
  free: 'Free on the disk',
  backup: 'Backup',
  backupText:
    'The backup holds products, pictures, members, encrypted faces and all sales. The master key is not in it: without that key the faces in a backup cannot be read, so keep the key somewhere else.',
  backupCare: 'The file has names and phone numbers of members. Keep it safe.',
  download: 'Download a backup',

  log: 'Log',
  level: 'Level',
  levels: { debug: 'Everything', info: 'Info and above', warn: 'Warnings and above', error: 'Errors only' },
  levelNames: { debug: 'debug', info: 'info', warn: 'warning', error: 'error', fatal: 'fatal' },
  auto: 'Refresh by itself',
  refresh: 'Refresh',
  noLines: 'No lines of this level.',
  lines: (count) => `${count} ${count === 1 ? 'line' : 'lines'}, the newest at the bottom`,

  password: 'Owner’s password',
};
