/** Half the people are members, the others are strangers: who gets in, who is mistaken, who is missed. */
import {
  createFollower,
  createGallery,
  type FaceView,
  type Gallery,
  limitsOf,
  type Verdict,
} from '../../../src/vision/index.js';
import { hasLfw10, LFW10, type PersonPictures, readPeople } from '../../support/people.js';
import { openAnalyser, profile, readStills, viewsOf } from './material.js';
import { seededRandom, shuffled } from './random.js';
import { type Cell, percent, type SectionResult, type Table } from './report.js';

const SPLITS = 30;
const DRAWS = 10;
const STEPS = 5;
const STEP_MS = 500;
const limits = limitsOf(profile);

type Answer = Verdict['kind'] | 'none';
interface Decision {
  readonly answer: Answer;
  readonly memberId: string | null;
}
type Rule = (gallery: Gallery, views: readonly FaceView[]) => Decision;

/** One picture, by likeness and margin. */
const single: Rule = (gallery, [view]) => {
  const match = view ? gallery.nearest(view.embedding) : null;
  if (!match || match.score < limits.ask || match.margin < limits.margin)
    return { answer: 'unknown', memberId: null };
  return { answer: match.score >= limits.accept ? 'strong' : 'weak', memberId: match.memberId };
};

/** What the daemon does: the first sure verdict signs in, else the first other one counts. */
const followed: Rule = (gallery, views) => {
  const follower = createFollower(profile, limits);
  let first: Decision = { answer: 'none', memberId: null };
  for (const [index, face] of views.entries()) {
    const analysis = { size: { width: 640, height: 480 }, outcome: 'seen', box: face.box, face } as const;
    const verdict = follower.update(analysis, 10_000 + index * STEP_MS, gallery)?.verdict;
    if (!verdict) continue;
    const memberId = verdict.kind === 'unknown' ? null : verdict.memberId;
    if (verdict.kind === 'strong') return { answer: 'strong', memberId };
    if (first.answer === 'none') first = { answer: verdict.kind, memberId };
  }
  return first;
};

/** Counted by who stood there and what was decided. */
interface Tally {
  members: number;
  right: number;
  asked: number;
  wrong: number;
  askedWrong: number;
  strangers: number;
  accepted: number;
  strangersAsked: number;
}

function add(tally: Tally, person: string | null, { answer, memberId }: Decision): void {
  if (person === null) {
    tally.strangers += 1;
    if (answer === 'strong') tally.accepted += 1;
    if (answer === 'weak') tally.strangersAsked += 1;
    return;
  }
  tally.members += 1;
  if (answer === 'strong') tally[memberId === person ? 'right' : 'wrong'] += 1;
  if (answer === 'weak') tally[memberId === person ? 'asked' : 'askedWrong'] += 1;
}

function play(people: readonly (readonly FaceView[])[], templates: number, rule: Rule, perDraw: number): Tally {
  const random = seededRandom(1125 + templates);
  const tally: Tally = {
    members: 0,
    right: 0,
    asked: 0,
    wrong: 0,
    askedWrong: 0,
    strangers: 0,
    accepted: 0,
    strangersAsked: 0,
  };
  for (let split = 0; split < SPLITS; split += 1) {
    const order = shuffled(people, random).map((views, index) => ({
      id: index < people.length / 2 ? String(index) : null,
      views: shuffled(views, random),
    }));
    const members = order.filter(({ id }) => id !== null);
    const gallery = createGallery(
      profile.distance,
      members.map(({ id, views }) => ({
        memberId: id ?? '',
        templates: views.slice(0, templates).map(({ embedding }) => embedding),
      })),
    );
    for (const { id, views } of order) {
      const rest = id === null ? views : views.slice(templates);
      for (let draw = 0; draw < DRAWS; draw += 1)
        add(tally, id, rule(gallery, shuffled(rest, random).slice(0, perDraw)));
    }
  }
  return tally;
}

function rowOf(templates: number, name: string, t: Tally): readonly Cell[] {
  const missed = t.members - t.right - t.asked - t.wrong - t.askedWrong;
  const ofMembers = [t.right, t.asked, missed, t.wrong, t.askedWrong].map((n) => percent(n, t.members));
  const ofStrangers = [t.accepted, t.strangersAsked].map((n) => percent(n, t.strangers));
  return [`${templates}, ${name}`, t.members, ...ofMembers, t.strangers, ...ofStrangers];
}

export async function openSetOf(title: string, people: readonly PersonPictures[]): Promise<Table> {
  const analyser = await openAnalyser();
  const views = (await viewsOf(analyser, people)).map((person) => person.views);
  await analyser.close();
  const good = views.map((list) => list.filter(({ fault }) => fault === null));
  const rows = [1, 3, 5].flatMap((templates) => [
    rowOf(templates, 'one picture', play(good, templates, single, 1)),
    rowOf(templates, 'five steps', play(good, templates, followed, STEPS)),
  ]);
  const head = [
    'templates, rule',
    'members n',
    'signed in',
    'asked',
    'missed',
    'as another',
    'asked as another',
    'strangers n',
    'signed in',
    'asked',
  ];
  const used = good.reduce((sum, list) => sum + list.length, 0);
  return { title: `${title}: ${people.length} people, ${used} good photos, ${SPLITS} random splits`, head, rows };
}

export async function openSet(): Promise<SectionResult> {
  if (!hasLfw10) return { skipped: 'the photos of LFW are not at hand' };
  return [await openSetOf('Open set, real people (LFW)', readPeople(LFW10))];
}

export async function rendered(): Promise<SectionResult> {
  const people = readStills();
  if (people.length < 4) return { skipped: 'samples/people/stills has fewer than four whole people' };
  return [await openSetOf('Open set, rendered people', people)];
}
