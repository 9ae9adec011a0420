import { Command } from 'commander';
import {
  agreeTo,
  consentNotice,
  type Enrolment,
  enrol,
  maskPhone,
  type NewFace,
  normalisePhone,
  type Store,
} from '../../shop/index.js';
import { average } from '../../vision/index.js';
import { CliError, print } from '../fail.js';
import { askPin, confirm } from '../prompt.js';
import { settings } from '../settings.js';
import { withStore } from '../store.js';
import { openVault } from '../vault.js';
import { type Collected, collectFromCamera, collectFromClip, collectFromPhotos } from './collect.js';
import { addMatchSettings, type MatchFlags } from './flags.js';
import { type FaceTools, galleryOf, openFaceTools } from './tools.js';

interface EnrollFlags extends MatchFlags {
  readonly name: string;
  readonly phone: string;
  readonly pin?: string;
  readonly image?: readonly string[];
  readonly clip?: string;
  readonly camera?: string;
  readonly consent?: boolean;
  readonly keepPhotos: 'on' | 'off';
}

export function enrollCommand(): Command {
  const command = new Command('enroll')
    .requiredOption('--name <name>', "the member's name")
    .requiredOption('--phone <number>', 'mobile phone number, e.g. 0912345678; one number, one member')
    .addOption(settings.pin())
    .option('--image <files...>', 'photos of the face; three or more are best')
    .option('--clip <file>', 'a recording of the face: folder of JPEGs, .mjpeg, or a video with ffmpeg')
    .option('--camera <device>', 'take the face from a camera, e.g. 0; "yolo1125 cameras" lists them')
    .option('--consent', 'the member has read the consent text and agrees (else it is shown and asked for)')
    .addOption(settings.data())
    .addOption(settings.store())
    .addOption(settings.keepPhotos());
  return addMatchSettings(command)
    .addHelpText(
      'after',
      `
Without a face it asks for the PIN, so that it stays out of the shell's history. The same name and phone again adds the
face or sets a new PIN. A face that already belongs to another member is refused.

Examples:
  $ yolo1125 enroll --name 會員姓名 --phone 0912345678
  $ yolo1125 enroll --name 會員姓名 --phone 0912345678 --image front.jpg left.jpg right.jpg
  $ yolo1125 enroll --name 會員姓名 --phone 0912345678 --camera 0`,
    )
    .action(enroll);
}

async function enroll(flags: EnrollFlags): Promise<void> {
  const { name, phone, image, clip, camera } = flags;
  const sources = [image, clip, camera].filter((source) => source !== undefined);
  if (sources.length > 1) throw new CliError('give one of --image, --clip and --camera', 2);
  const byFace = sources.length === 1;
  const pin = flags.pin ?? (byFace ? undefined : await askPin());
  if (byFace) await askConsent(flags);

  await withStore(flags, async (store) => {
    const face = byFace ? await newFace(store, flags) : undefined;
    const enrolment: Enrolment = { name, phone, pin, face };
    const { member, added } = await enrol(store, enrolment, new Date());
    const what = added ? 'added' : `new ${[face && 'face', pin && 'PIN'].filter(Boolean).join(' and ')} for`;
    print(`${what} ${member.name}  ${maskPhone(member.phone)}  ${member.id}`);
    if (face) print(`  ${face.record.templates.length} template(s) of the face, encrypted`);
  });
}

/** A face is kept only with its owner's consent. */
async function askConsent({ consent, keepPhotos }: EnrollFlags): Promise<void> {
  if (consent) return;
  const notice = consentNotice({ keepsPhotos: keepPhotos === 'on' });
  process.stderr.write(`${notice.zh}\n\n${notice.en}\n\n`);
  if (!(await confirm('Has the member read this and agreed?', '--consent')))
    throw new CliError('not enrolled: a face is kept only with consent');
}

async function newFace(store: Store, flags: EnrollFlags): Promise<Enrolment['face']> {
  const vault = await openVault(store, flags);
  const tools = await openFaceTools(flags);
  try {
    const { templates, photo } = await collect(tools, flags);
    const holder = await store.findMemberByPhone(normalisePhone(flags.phone));
    const nearest = (await galleryOf(store, vault, tools, holder?.id)).nearest(average(templates));
    if (nearest && nearest.score >= tools.limits.ask)
      throw new CliError(`this face already belongs to another member (${nearest.memberId})`);
    const notice = consentNotice({ keepsPhotos: flags.keepPhotos === 'on' });
    const face: NewFace = {
      record: { templates, photos: flags.keepPhotos === 'on' ? [photo] : [] },
      embedder: tools.profile.id,
      consent: agreeTo(notice, new Date()),
    };
    return { ...face, vault };
  } finally {
    await tools.analyser.close();
  }
}

function collect(tools: FaceTools, { image, clip, camera }: EnrollFlags): Promise<Collected> {
  if (image !== undefined) return collectFromPhotos(tools, image);
  if (clip !== undefined) return collectFromClip(tools, clip);
  return collectFromCamera(tools, camera ?? '0');
}
