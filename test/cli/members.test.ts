/** `yolo1125 members`: what the owner sees, hands out and erases. */
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { enrol, FORGOTTEN_MEMBER } from '../../src/shop/index.js';
import { createFaceVault, loadMasterKey, openSqliteStore } from '../../src/store/index.js';
import { runCli } from '../support/cli.js';
import { foundIn } from '../support/files.js';
import { temporaryFolder } from '../support/folder.js';
import { CONSENT, draft, NOW, product } from '../support/shop.js';

const NAME = '會員甲';
const PHONE = '0912345678';
const TEMPLATE = [0.5, -0.25, 0.125];
const LATER = new Date('2026-11-24T11:00:00Z');
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/;

/** A store with a member who has a face and one sale, and another who has neither. */
async function shopWithMembers(keyFile?: string) {
  const data = join(temporaryFolder(), 'data');
  const store = openSqliteStore(data);
  const vault = createFaceVault(
    loadMasterKey({ file: keyFile ?? join(data, 'master.key'), mayCreate: true }),
  );
  const record = { templates: [Float32Array.from(TEMPLATE)], photos: [Uint8Array.of(255, 216, 255)] };
  const face = { vault, record, embedder: 'sface', consent: CONSENT };
  const { member } = await enrol(store, { name: NAME, phone: PHONE, face }, new Date(NOW));
  await enrol(store, { name: '會員乙', phone: '0922222222', pin: '2468' }, LATER);
  await store.setLastVisit(member.id, NOW);
  await store.putProduct(product('tea', 25), 'set');
  await store.commitOrder(draft(member.id));
  await store.close();
  return { data, id: member.id };
}

const members = (data: string, ...args: string[]) => runCli(['members', ...args, '--data', data]);

describe('help', () => {
  it.each(['list', 'show', 'export', 'forget'])(
    'members %s --help gives flags and an example',
    async (name) => {
      const run = await runCli(['members', name, '--help']);
      expect(run).toMatchObject({ code: 0, err: '' });
      expect(run.out).toMatch(new RegExp(`^Usage: yolo1125 members ${name}`));
      expect(run.out).toMatch(/Examples?:\n {2}\$ yolo1125 members/);
    },
  );
});

describe('list', () => {
  it('shows face, purchases and money, and masks phones unless told', async () => {
    const { data, id } = await shopWithMembers();
    const { out, code } = await members(data, 'list');
    expect(code).toBe(0);
    const [first, second, sum] = out.trim().split('\n');
    expect(first).toMatch(
      new RegExp(
        `^${id} {2}0912\\*\\*\\*678 {2}face {2}2026-11-24 .* {2}1 purchase\\(s\\) {2}NT\\$50 {2}${NAME}$`,
      ),
    );
    expect(second).toMatch(/ {2}0922\*\*\*222 {2}– .*never here {2}0 purchase\(s\) {2}NT\$0 {2}會員乙$/);
    expect(sum).toBe('2 member(s), 1 with a face');
    expect((await members(data, 'list', '--full')).out).toContain(PHONE);
  });

  it('prints JSON', async () => {
    const { data, id } = await shopWithMembers();
    const masked = JSON.parse((await members(data, 'list', '--json')).out);
    expect(masked[0]).toEqual({
      id,
      name: NAME,
      phone: '0912***678',
      face: true,
      created_at: NOW,
      last_visit_at: NOW,
      purchases: 1,
      spent: 50,
    });
    expect(masked[1]).toMatchObject({ face: false, last_visit_at: null, purchases: 0, spent: 0 });
    expect(JSON.parse((await members(data, 'list', '--json', '--full')).out)[0].phone).toBe(PHONE);
  });
});

describe('show', () => {
  it('finds a member by phone in any spelling and by id, and tells the consent', async () => {
    const { data, id } = await shopWithMembers();
    for (const who of [PHONE, '+886 912-345-678', id]) {
      const { out } = await members(data, 'show', who);
      expect(out).toMatch(new RegExp(`^name +${NAME}\nphone +0912\\*\\*\\*678\nid +${id}\n`));
      expect(out).toMatch(/face +since .*sface\nconsent +version test-1, 2026-11-24/);
      expect(out).toMatch(/purchases +1, NT\$50\n {2}T20261124-000001 .*NT\$50\n/);
    }
    const json = JSON.parse((await members(data, 'show', id, '--json', '--full')).out);
    expect(json).toMatchObject({ phone: PHONE, has_pin: false, face: { consent: CONSENT }, spent: 50 });
  });

  it.each([
    ['0999999999', 1, /no member has this phone number or id/],
    ['00000000-0000-4000-8000-000000000000', 1, /no member/],
    ['somebody', 2, /give a phone number/],
  ])('refuses %s in one line', async (who, code, reason) => {
    const { data } = await shopWithMembers();
    const run = await members(data, 'show', who);
    expect(run).toMatchObject({ code, out: '', err: expect.stringMatching(reason) });
    expect(run.err.trim().split('\n')).toHaveLength(1);
  });
});

describe('export', () => {
  it('hands out all that is held, opened, in a file for the owner only', async () => {
    const { data, id } = await shopWithMembers();
    const file = join(temporaryFolder(), 'member.json');
    expect(await members(data, 'export', PHONE, '--out', file)).toMatchObject({ code: 0, err: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const all = JSON.parse(readFileSync(file, 'utf8'));
    expect(all).toMatchObject({
      member: { id, name: NAME, phone: PHONE, has_pin: false, pin_failures: 0 },
      face: {
        embedder: 'sface',
        consent_version: CONSENT.version,
        consent_text: CONSENT.text,
        templates: [TEMPLATE],
        photos: ['/9j/'],
      },
      transactions: [{ total: 50, lines: [{ product_id: 'tea', quantity: 2 }] }],
      open_carts: [],
    });
    const { out } = await members(data, 'export', id);
    expect(JSON.parse(out)).toEqual({ ...all, exported_at: expect.any(String) });
  });

  it('does not overwrite a file', async () => {
    const { data } = await shopWithMembers();
    const file = join(temporaryFolder(), 'member.json');
    writeFileSync(file, 'mine');
    expect(await members(data, 'export', PHONE, '--out', file)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/member\.json cannot be written/),
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('says when the key is lost, is another one, or is open to others, and never makes a new one', async () => {
    const { data } = await shopWithMembers();
    const key = join(data, 'master.key');
    const reasonOf = async (env = {}) => {
      const run = await runCli(['members', 'export', PHONE, '--data', data], { env });
      expect(run).toMatchObject({ code: 1, out: '' });
      return run.err;
    };
    chmodSync(key, 0o644);
    expect(await reasonOf()).toMatch(/can be read by others; run: chmod 600/);
    chmodSync(key, 0o600);
    const env = { YOLO1125_MASTER_KEY: Buffer.alloc(32).toString('base64') };
    expect(await reasonOf(env)).toMatch(/the master key does not fit this store/);
    renameSync(key, `${key}.away`);
    expect(await reasonOf()).toMatch(/master\.key is missing/);
    expect(existsSync(key)).toBe(false);
    // Whoever has no face is not concerned.
    expect((await members(data, 'export', '0922222222')).code).toBe(0);
  });

  it('takes the key from --key-file, its variable, or the config file', async () => {
    const cwd = temporaryFolder();
    const keyFile = join(cwd, 'elsewhere.key');
    const { data } = await shopWithMembers(keyFile);
    const args = ['members', 'export', PHONE, '--data', data];
    expect((await runCli(args, { cwd })).code).toBe(1);
    expect((await runCli([...args, '--key-file', keyFile], { cwd })).code).toBe(0);
    expect((await runCli(args, { cwd, env: { YOLO1125_KEY_FILE: keyFile } })).code).toBe(0);
    const key = readFileSync(keyFile, 'utf8');
    expect((await runCli(args, { cwd, env: { YOLO1125_MASTER_KEY: key } })).code).toBe(0);
    writeFileSync(join(cwd, 'yolo1125.config.json'), JSON.stringify({ 'key-file': keyFile }));
    expect((await runCli(args, { cwd })).code).toBe(0);
  });
});

describe('forget', () => {
  it('says what goes and what stays, erases it, and keeps the sale without the person', async () => {
    const { data } = await shopWithMembers();
    const run = await members(data, 'forget', PHONE, '--yes');
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/is erased: name, phone number, PIN, open carts; face with its key and consent/);
    expect(run.out).toMatch(/stays: +1 purchase\(s\), without the person\nerased\n$/);
    // The audit log keeps the id, which leads to nobody any more.
    expect(foundIn(data, { phone: PHONE, name: NAME })).toEqual([]);
    const store = openSqliteStore(data);
    expect(await store.listOrders(FORGOTTEN_MEMBER)).toMatchObject([{ total: 50 }]);
    await store.close();
    expect((await members(data, 'list')).out).toMatch(/1 member\(s\), 0 with a face/);
  });

  it('--face leaves the member', async () => {
    const { data, id } = await shopWithMembers();
    expect((await members(data, 'forget', id, '--face', '--yes')).out).toMatch(/stays: +the membership/);
    expect((await members(data, 'list')).out).toMatch(/2 member\(s\), 0 with a face/);
    expect(await members(data, 'forget', id, '--face', '--yes')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no face of this member is kept/),
    });
  });

  it('without a terminal it needs --yes, and erases nothing', async () => {
    const { data } = await shopWithMembers();
    const run = await members(data, 'forget', PHONE);
    expect(run).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/a terminal .* or --yes/) });
    expect(run.err).not.toMatch(ID);
    expect((await members(data, 'list')).out).toMatch(/2 member\(s\), 1 with a face/);
  });
});
