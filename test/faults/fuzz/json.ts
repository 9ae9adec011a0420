/** Valid JSON objects made wrong: in one place, or as a text. */
import type { Dice } from './dice.js';

type Value = unknown;
type Fields = Record<string, Value>;

const deep = (levels: number): Value => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

const NASTY: readonly Value[] = [
  null,
  true,
  '',
  ' ',
  'x'.repeat(300),
  '\u0000',
  '\ud800',
  '\u202e',
  '__proto__',
  '../../etc/passwd',
  "' OR 1=1 --",
  '#{7*7}',
  '<script>',
  'data:image/jpeg;base64,',
  '$ne',
  0,
  -1,
  -0,
  0.5,
  1e308,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  [],
  {},
  [[]],
  { $gt: '' },
  { length: 1e9 },
  deep(500),
  Array.from({ length: 200 }, (_, at) => at),
];

/** Texts that are no JSON, or JSON of a kind that no message is. */
const TEXTS = [
  '',
  'null',
  '[]',
  '0',
  '"ping"',
  '{',
  '{"type":}',
  '{"type":"ping"',
  '{"type":"ping"}}',
  '{"type":"ping","type":"frame"}',
  '{"__proto__":{"type":"ping"}}',
  '{"type":1e999}',
  `{"type":"frame","frame":"${'A'.repeat(5_000)}`,
  '\ufeff{"type":"ping"}',
  `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
  'undefined',
  '\u0000',
];

/** Another object that is like this one but for something. */
export function spoilFields(dice: Dice, fields: Fields): Fields {
  const names = Object.keys(fields);
  const name = dice.pick(names);
  switch (dice.below(5)) {
    case 0:
      return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
    case 1:
      return { ...fields, [name]: dice.pick(NASTY) };
    case 2:
      return { ...fields, [dice.pick(['extra', 'constructor', 'toString', ''])]: dice.pick(NASTY) };
    case 3:
      return { ...fields, [name]: spoilValue(dice, fields[name]) };
    default:
      return { ...fields, [name]: { [name]: fields[name] } };
  }
}

function spoilValue(dice: Dice, value: Value): Value {
  if (typeof value === 'string') {
    const at = dice.below(value.length + 1);
    return dice.pick([
      value.slice(0, at),
      `${value}${value}`,
      value.toUpperCase(),
      `${value.slice(0, at)}\u0001`,
    ]);
  }
  if (typeof value === 'number') return dice.pick([-value, value + 0.1, value * 1e6, String(value)]);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const fields = value as Fields;
    return Object.keys(fields).length === 0 ? dice.pick(NASTY) : spoilFields(dice, fields);
  }
  return dice.pick(NASTY);
}

/** A text made of an object: as it is, spoiled in a field, cut, with one letter changed, or something else altogether. */
export function spoilText(dice: Dice, fields: Fields): string {
  const luck = dice.roll();
  if (luck < 0.1) return JSON.stringify(fields);
  if (luck < 0.7) return JSON.stringify(spoilFields(dice, fields));
  if (luck < 0.8) return dice.pick(TEXTS);
  const text = JSON.stringify(spoilFields(dice, fields));
  const at = dice.below(text.length);
  if (luck < 0.9) return text.slice(0, at);
  return `${text.slice(0, at)}${dice.pick(['"', '{', '}', '\\', ',', '\u0000', '\n'])}${text.slice(at + 1)}`;
}
