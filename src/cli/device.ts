import { Command, Option } from 'commander';
import { DEVICE_KINDS, type DeviceKind, isDeviceName, newDevice } from '../shop/index.js';
import { CliError, print } from './fail.js';
import { settings } from './settings.js';
import { type StoreFlags, withStore } from './store.js';

interface AddFlags extends StoreFlags {
  readonly kind: DeviceKind;
  readonly publicUrl?: string;
}

interface ListFlags extends StoreFlags {
  readonly json?: boolean;
}

export function deviceCommand(): Command {
  return new Command('device').addCommand(addCommand()).addCommand(listCommand()).addCommand(removeCommand());
}

function addCommand(): Command {
  return new Command('add')
    .description('Add a device and print its token, once.')
    .argument('<name>', 'what it is called: letters, digits, "_" or "-"')
    .addOption(
      new Option('--kind <kind>', 'a kiosk sells; an edge only sends what its camera sees')
        .choices(DEVICE_KINDS)
        .default('kiosk'),
    )
    .addOption(settings.publicUrl())
    .addOption(settings.data())
    .addOption(settings.store())
    .addHelpText(
      'after',
      `
The token is printed on standard output and kept nowhere. A running daemon knows the device at once.

Examples:
  $ yolo1125 device add kiosk-1                       open the address it prints on that device, once
  $ yolo1125 device add camera-1 --kind edge > token  for "yolo1125 edge --token-file token"`,
    )
    .action(addDevice);
}

function listCommand(): Command {
  return new Command('list')
    .description('List the devices.')
    .option('--json', 'print JSON')
    .addOption(settings.data())
    .addOption(settings.store())
    .action(listDevices);
}

function removeCommand(): Command {
  return new Command('remove')
    .description('Remove a device: its token opens nothing any more, and its sockets are closed.')
    .argument('<name>')
    .addOption(settings.data())
    .addOption(settings.store())
    .action(removeDevice);
}

async function addDevice(name: string, { kind, publicUrl, ...flags }: AddFlags): Promise<void> {
  if (!isDeviceName(name))
    throw new CliError(`"${name}" cannot be a name: give 1 to 64 letters, digits, "_" or "-"`, 2);
  const { device, token } = newDevice(name, kind, new Date());
  if (!(await withStore(flags, (store) => store.addDevice(device))))
    throw new CliError(`there is a device ${name} already; remove it first, or choose another name`);
  print(token);
  // For the person; the token alone goes to standard output, where a script may take it.
  process.stderr.write(`${howToUse(kind, token, publicUrl)}\n`);
}

function howToUse(kind: DeviceKind, token: string, publicUrl: string | undefined): string {
  const keep = 'This is the only time that the token is shown. 權杖只會顯示這一次。';
  if (kind === 'edge')
    return `${keep}\nGive it to the edge as YOLO1125_TOKEN or in a file: --token-file FILE`;
  const address = `${publicUrl ?? 'https://SHOP:PORT'}/#device=${token}`;
  return `${keep}\nOpen this address on that device, once 請在該裝置開啟一次：\n  ${address}`;
}

async function listDevices({ json, ...flags }: ListFlags): Promise<void> {
  const devices = await withStore(flags, (store) => store.listDevices());
  if (json)
    return print(
      JSON.stringify(devices.map(({ name, kind, createdAt }) => ({ name, kind, created_at: createdAt }))),
    );
  if (devices.length === 0) return print('no devices; "yolo1125 device add kiosk-1" adds one');
  const width = Math.max(...devices.map(({ name }) => name.length));
  for (const { name, kind, createdAt } of devices)
    print(`${name.padEnd(width)}  ${kind.padEnd(5)}  ${createdAt.slice(0, 10)}`);
}

async function removeDevice(name: string, flags: StoreFlags): Promise<void> {
  if (!(await withStore(flags, (store) => store.removeDevice(name))))
    throw new CliError(`there is no device ${name}; "yolo1125 device list" lists them`);
  print(`${name} is removed`);
}
