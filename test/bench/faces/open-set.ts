/** Half the people are members, the others are strangers: who gets in, who is mistaken, who is missed. */
import { createGallery, type FaceView } from '../../../src/vision/index.js';
import { hasLfw10, LFW10, type PersonPictures, readPeople } from '../../support/people.js';
import { openAnalyser, profile, readStills, viewsOf } from './material.js';
import { type Random, seededRandom, shuffled } from './random.js';
import { type Cell, percent, type SectionResult, type Table } from './report.js';
import { type Decision, followed, type Rule, single } from './rules.js';

const SPLITS = 30;
const DRAWS = 10;
const STEPS = 5;

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

function play(
  people: readonly (readonly FaceView[])[],
  templates: number,
  rule: Rule,
  perDraw: number,
): Tally {
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
      for (let draw = 0; draw < DRAWS; draw += 1) add(tally, id, rule(gallery, drawn(rest, perDraw, random)));
    }
  }
  return tally;
}

/** Random ones; some come twice when there are too few. */
function drawn<T>(items: readonly T[], count: number, random: Random): readonly T[] {
  const order = shuffled(items, random);
  return Array.from({ length: count }, (_, index) => order[index % order.length] as T);
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
    'strangers signed in',
    'strangers asked',
  ];
  const used = good.reduce((sum, list) => sum + list.length, 0);
  return {
    title: `${title}: ${people.length} people, ${used} good photos, ${SPLITS} random splits`,
    head,
    rows,
  };
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
