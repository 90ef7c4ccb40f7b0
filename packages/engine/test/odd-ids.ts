import type { Chance } from './chance.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const long = 'long id '.repeat(1_280);

/** What has broken keys elsewhere: nothing, separators, names that every object has, letters that look alike, great length. */
const oddities = [
  '',
  '0',
  '\0',
  'a\0b',
  'a',
  'A',
  'a:b',
  'a/b',
  'a|b',
  'a,b',
  'a b',
  'a\nb',
  ' ',
  '"',
  '\\',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  '1',
  '01',
  '1.0',
  'caf\u00e9',
  'cafe\u0301',
  '\u0430', // Cyrillic
  '\uff41', // full width
  '\u{1f600}',
  '\uffff',
  '\ud800', // half of a pair
  '\udc00',
  long,
  `${long}x`,
];

/**
 * The part of an id behind its prefix: mostly as the product makes them, some small, some odd, and some that differ
 * from another one only in a letter, in case or in length.
 */
export function idTail(chance: Chance, taken: readonly string[], index: number): string {
  const kind = chance.below(10);
  if (kind < 3) return productTail(chance);
  if (kind < 5) return String(index);
  if (kind < 6) return chance.pick(oddities);
  return taken.length === 0 ? productTail(chance) : neighbour(chance, chance.pick(taken));
}

/** Another id that is easily mistaken for this one. */
export function neighbour(chance: Chance, tail: string): string {
  const at = chance.pick([0, tail.length - 1, chance.below(Math.max(1, tail.length))]);
  switch (chance.below(7)) {
    case 0:
      return tail.slice(0, at) + chance.pick([...alphabet]) + tail.slice(at + 1);
    case 1:
      return tail.toUpperCase();
    case 2:
      return tail.slice(0, -1);
    case 3:
      return `${tail}${chance.pick([...alphabet])}`;
    case 4:
      return (
        tail.slice(0, at) +
        chance.pick(['i', 'l', 'o', 'u', '-', '\0', '\u0131']) +
        tail.slice(at + 1)
      );
    case 5:
      return `${chance.pick([...alphabet])}${tail.slice(1)}`;
    default:
      return tail.slice(0, -1) + chance.pick([...alphabet]);
  }
}

/** 26 characters, as `newId` of the server makes them; any of the alphabet at any place. */
const productTail = (chance: Chance) =>
  chance.happens(0.5)
    ? `01${chance.times(24, () => chance.pick([...alphabet])).join('')}`
    : chance.times(26, () => chance.pick([...alphabet])).join('');
