/** The command line as a stranger meets it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.js';
import { BIN, ROOT, sharedDaemon } from '../support/daemon.js';
import { temporaryFolder } from '../support/folder.js';
import { writeLampModel } from '../support/lamp-model.js';
import { jpegOf } from '../support/pictures.js';

const COMMANDS = [
  'serve',
  'seed',
  'enroll',
  'identify',
  'edge',
  'cameras',
  'record',
  'replay',
  'detect',
  'models inspect',
  'models prepare',
  'labels',
  'audit verify',
  'audit list',
  'doctor',
];
const shop = sharedDaemon();
const SAMPLE = join(ROOT, 'samples/one-item');

describe('help', () => {
  it.each(COMMANDS)(
    '%s --help says what it does, its flags and an example or what follows',
    async (command) => {
      const run = await runCli([...command.split(' '), '--help']);
      expect(run).toMatchObject({ code: 0, err: '' });
      expect(run.out).toMatch(/^Usage: yolo1125 /);
      expect(run.out).toMatch(/Options:/);
      expect(run.out.length).toBeGreaterThan(400);
    },
  );

  it('lists the commands as they are', async () => {
    const listed = await runCli(['--help']);
    // Asking this way loads every command.
    const loaded = await runCli(['help']);
    expect(listed).toEqual(loaded);
    expect(listed.out).toMatch(/^ {2}replay \[options\] <path> {2,}Send recorded frames/m);
  });
});

describe('wrong calls end with one line and status 2', () => {
  it.each([
    [['serve', '--port', '99999'], /--port.*0 to 65535/],
    [['serve', '--confidence', '7'], /--confidence.*between 0 and 1/],
    [['serve', '--prot', '1'], /unknown option '--prot'.*--port/],
    [['serve', '--cors-origin', 'shop.example'], /no web origin/],
    [['dance'], /unknown command 'dance'/],
    [[], /give a command/],
    [['enroll', '--phone', '0912345678'], /required option '--name/],
    [['labels'], /required option '--pdf/],
    [['replay'], /missing required argument 'path'/],
    [['replay', SAMPLE, '--fps', '5', '--as-recorded'], /choose one/],
    [['replay', SAMPLE, '--checkout'], /needs --sign-in/],
    [['replay', SAMPLE, '--url', 'localhost'], /no address/],
    [['replay', SAMPLE, '--sign-in', '0912345678'], /no PIN given/],
    [['--config', 'missing.json', 'doctor'], /missing.json does not exist/],
  ] as const)('%j', async (args, reason) => {
    const run = await runCli(args);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toMatch(reason);
    expect(run.err.trim().split('\n')).toHaveLength(1);
  });
});

describe('settings', () => {
  it('come from flags, then the environment, then the config file, then the default', async () => {
    const cwd = temporaryFolder();
    const model = join(cwd, 'lamp.onnx');
    writeLampModel(model);
    const dataOf = async (args: readonly string[], env = {}) => {
      const { out } = await runCli(['seed', ...args], { cwd, env });
      expect(out).toContain('added');
      return readdirSync(cwd)
        .filter((name) => name.startsWith('data'))
        .sort();
    };
    expect(await dataOf([])).toEqual(['data']);
    writeFileSync(
      join(cwd, 'yolo1125.config.json'),
      '{"data": "data-file", "port": 8001, "log-level": "warn"}',
    );
    expect(await dataOf([])).toEqual(['data', 'data-file']);
    const env = { YOLO1125_DATA: 'data-env' };
    expect(await dataOf([], env)).toContain('data-env');
    expect(await dataOf(['--data', 'data-flag'], env)).toContain('data-flag');
  });

  it.each([
    ['{"demo": true}', /unknown setting "demo"/],
    ['{"prot": 1}', /unknown setting "prot"/],
    ['{"port": "abc"}', /"port": Expected a whole number/],
    ['{"log-level": "loud"}', /"log-level": one of/],
    ['[1]', /expected one JSON object/],
    ['{', /not valid JSON/],
  ])('a config file with %s is refused with its name', async (text, reason) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'yolo1125.config.json'), text);
    const run = await runCli(['doctor'], { cwd });
    expect(run).toMatchObject({ code: 2, err: expect.stringMatching(reason) });
  });

  it('a database that is none or not there is refused, never replaced, and its password is not shown', async () => {
    const cwd = temporaryFolder();
    const secret = 'somebody:s3cret';
    const nowhere = `mongodb://${secret}@127.0.0.1:1/shop?serverSelectionTimeoutMS=300`;
    for (const [env, code, reason] of [
      [{ MONGODB_URI: `mysql://${secret}@localhost` }, 2, /^yolo1125: MONGODB_URI: Expected mongodb:/],
      [{ YOLO1125_STORE: `mysql://${secret}@localhost` }, 2, /Expected mongodb:/],
      [{ MONGODB_URI: nowhere }, 1, /^yolo1125: the database mongodb:\/\/127.0.0.1:1\/shop cannot be used/],
    ] as const) {
      const run = await runCli(['serve', '--port', '0'], { cwd, env });
      expect(run).toMatchObject({ code, err: expect.stringMatching(reason) });
      if (env !== undefined && 'MONGODB_URI' in env) expect(run.err).not.toContain('s3cret');
    }
    const doctor = await runCli(['doctor', '--store', nowhere], { cwd });
    expect(doctor).toMatchObject({
      code: 1,
      out: expect.stringMatching(/✗ store .*127.0.0.1:1\/shop cannot/),
    });
    expect(doctor.out).not.toContain('s3cret');
    const embedded = await runCli(['seed', '--store', 'embedded'], { cwd, env: { MONGODB_URI: nowhere } });
    expect(embedded).toMatchObject({ code: 0, out: expect.stringContaining('10 added') });
  }, 90_000);
});

describe('seed', () => {
  it('fills an empty store, changes nothing when run again, and prints what changed', async () => {
    const data = join(temporaryFolder(), 'data');
    const first = await runCli(['seed', '--data', data]);
    expect(first.out).toContain('+ yuancui-tea  元翠茶  NT$150');
    expect(first.out).toContain('10 added, 0 changed, 0 unchanged');
    expect((await runCli(['seed', '--data', data])).out).toContain('0 added, 0 changed, 10 unchanged');
    const list = join(temporaryFolder(), 'list.json');
    writeFileSync(
      list,
      JSON.stringify([
        {
          id: 'yuancui-tea',
          name: '元翠茶',
          price: 160,
          class_name: 'yuancui-tea',
          yolo_class_id: 0,
          stock: 5,
        },
      ]),
    );
    const changed = await runCli(['seed', '--data', data, '--file', list]);
    expect(changed.out).toContain('~ yuancui-tea  元翠茶  price 150 → 160\n');
    const restocked = await runCli(['seed', '--data', data, '--file', list, '--restock']);
    expect(restocked.out).toContain('stock 200 → 5');
  });

  it('names the line of a list that is wrong and stores nothing of it', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'list.csv'), 'id,name,price\na,甲,10\nb,乙,-1\n');
    const run = await runCli(['seed', '--data', join(folder, 'data'), '--file', join(folder, 'list.csv')]);
    expect(run).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/product 2, price/) });
  });
});

describe('enroll', () => {
  it('adds a member, masks the phone, takes the PIN from the environment', async () => {
    const data = join(temporaryFolder(), 'data');
    const args = ['enroll', '--name', '會員', '--phone', '0912-345-678', '--data', data];
    const run = await runCli(args, { env: { YOLO1125_PIN: '2468' } });
    expect(run).toMatchObject({ code: 0, out: expect.stringMatching(/^added 會員 {2}0912\*\*\*678 /) });
    expect((await runCli(args, { env: { YOLO1125_PIN: '1357' } })).out).toMatch(/^new PIN for/);
    expect(await runCli([...args, '--pin', '12'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('4 to 8 digits'),
    });
  });
});

describe('detect', () => {
  it('prints class, confidence and box, as text and as JSON, and draws them', async () => {
    const folder = temporaryFolder();
    const frame = join(SAMPLE, 'frames/000012.jpg');
    const drawn = join(folder, 'drawn.jpg');
    const text = await runCli(['detect', frame, '--draw', drawn]);
    expect(text.out).toMatch(
      /640×480 {2}\d+ product\(s\)\n {2}yuancui-tea +class {2}0 {2}0\.\d{3} {2}\[\d+, \d+, \d+, \d+\]/,
    );
    expect(await sharp(drawn).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 480 });
    const json = JSON.parse((await runCli(['detect', frame, '--json', '--confidence', '0.8'])).out);
    expect(json).toMatchObject({
      width: 640,
      height: 480,
      detections: [{ class_name: 'yuancui-tea', class_id: 0 }],
    });
  });

  it('goes on after a file that is no picture, and ends with 1', async () => {
    const folder = temporaryFolder();
    const good = join(folder, 'good.jpg');
    writeFileSync(good, await jpegOf());
    const run = await runCli(['detect', BIN, join(folder, 'missing.jpg'), good]);
    expect(run).toMatchObject({ code: 1, out: expect.stringContaining('good.jpg') });
    expect(run.err.trim().split('\n')).toHaveLength(2);
  });
});

describe('models inspect', () => {
  it('tells layout, input size, names and metadata of the shipped model', async () => {
    const file = join(ROOT, 'models/yolo1125-products.onnx');
    const { out } = await runCli(['models', 'inspect', file]);
    expect(out).toContain('YOLOv8/11 layout');
    expect(out).toContain('512×384 (width × height), float32');
    expect(out).toMatch(/ 0 {2}yuancui-tea\n +1 {2}fenjie-tea/);
    expect(out).toMatch(/ 10 {2}package\n/);
    expect(out).toMatch(/task: detect/);
    const json = JSON.parse((await runCli(['models', 'inspect', file, '--json'])).out);
    expect(json).toMatchObject({ head: 'v8', names_from: 'metadata', input: { width: 512, height: 384 } });
  });
});

describe('doctor', () => {
  it('finds a good computer good', async () => {
    const run = await runCli(['doctor', '--port', '0', '--data', join(temporaryFolder(), 'data')]);
    expect(run.code).toBe(0);
    for (const name of ['node', 'page', 'model', 'store', 'camera', 'port'])
      expect(run.out).toMatch(new RegExp(`[✓–] ${name}`));
  });

  it('says what to do about a port in use, a missing model and a folder that cannot be written', async () => {
    const { daemon } = shop;
    const run = await runCli([
      'doctor',
      '--port',
      new URL(daemon.url).port,
      '--model',
      'missing.onnx',
      '--data',
      BIN,
    ]);
    expect(run.code).toBe(1);
    expect(run.out).toMatch(/✗ port .*in use\n.*→ .*--port/);
    expect(run.out).toMatch(/✗ model .*\n.*→ .*--model/);
    expect(run.out).toMatch(/✗ store .*\n.*→ .*--data/);
  });
});

describe('replay', () => {
  it('exits 1 and says the difference when the basket is not the expected one', async () => {
    const { daemon } = shop;
    const folder = temporaryFolder();
    for (let i = 0; i < 6; i += 1) writeFileSync(join(folder, `${i}.jpg`), await jpegOf(64, 64, '#ffffff'));
    const expected = join(folder, 'expected.json');
    writeFileSync(expected, '{"basket": [{"class_name": "yuancui-tea", "quantity": 2}]}');
    const args = ['replay', folder, '--url', daemon.url, '--fps', '60', '--expect'];
    const wrong = await runCli(args);
    expect(wrong).toMatchObject({
      code: 1,
      out: expect.stringContaining('yuancui-tea: expected 2, found 1'),
    });
    writeFileSync(expected, '{"basket": [{"class_name": "yuancui-tea", "quantity": 1}]}');
    expect(await runCli(args)).toMatchObject({ code: 0, out: expect.stringContaining('as expected') });
  });

  it('plays an .mjpeg file and a recording with its own times, and prints JSON lines', async () => {
    const { daemon } = shop;
    const folder = temporaryFolder();
    const white = await jpegOf(64, 64, '#ffffff');
    writeFileSync(join(folder, 'clip.mjpeg'), Buffer.concat(Array.from({ length: 6 }, () => white)));
    const run = await runCli([
      'replay',
      join(folder, 'clip.mjpeg'),
      '--url',
      daemon.url,
      '--fps',
      '60',
      '--json',
    ]);
    const events = run.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.filter(({ type }) => type === 'detections')).toHaveLength(6);
    expect(events.at(-1)).toMatchObject({ type: 'replay_result', basket: { 'yuancui-tea': 1 } });

    // Three views within a tenth of a second are too short for an item, however slowly they are sent.
    const index = [0, 40, 80].map((t, i) => JSON.stringify({ file: `${i}.jpg`, t })).join('\n');
    writeFileSync(join(folder, 'index.jsonl'), index);
    for (let i = 0; i < 3; i += 1) writeFileSync(join(folder, `${i}.jpg`), white);
    const timed = await runCli(['replay', folder, '--url', daemon.url, '--fps', '4', '--json']);
    expect(JSON.parse(timed.out.trim().split('\n').at(-1) as string)).toMatchObject({ basket: {} });
  });

  it('goes on after a file that is no picture, and ends after a wrong PIN', async () => {
    const { daemon } = shop;
    const folder = temporaryFolder();
    writeFileSync(join(folder, '0.jpg'), 'no picture');
    writeFileSync(join(folder, '1.jpg'), await jpegOf(64, 64, '#ffffff'));
    const run = await runCli(['replay', folder, '--url', daemon.url, '--fps', '60']);
    expect(run).toMatchObject({ code: 0, out: expect.stringContaining('影像已損毀') });
    const wrong = await runCli([
      'replay',
      folder,
      '--url',
      daemon.url,
      '--sign-in',
      '0912345678',
      '--pin',
      '1111',
    ]);
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('手機號碼或 PIN 碼不正確') });
  });

  it.each([
    ['a folder without pictures', temporaryPath, /holds no \.jpg files/],
    ['a file of another kind', () => BIN, /cannot be played/],
    ['nothing', () => 'no-such-folder', /does not exist/],
  ])('refuses %s', async (_, path, reason) => {
    expect(await runCli(['replay', path()])).toMatchObject({ code: 1, err: expect.stringMatching(reason) });
  });
});

function temporaryPath(): string {
  return temporaryFolder();
}

it('the version is the package’s', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect((await runCli(['--version'])).out.trim()).toBe(version);
});
