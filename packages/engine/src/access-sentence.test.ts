import { expect, test } from 'vitest';
import { type AccessSentenceInput, accessSentence, sentenceText } from './access-sentence.ts';

const end = Date.UTC(2026, 11, 31, 12, 30);
const west = {
  setNames: ['Campaign editor'],
  placeLabel: 'West zone',
  placeTotal: '41 stores',
  includesNew: true,
  endsAt: null,
};
const store = {
  setNames: ['Member care agent'],
  placeLabel: 'Store 31 · Kings Wharf',
  placeTotal: null,
  includesNew: false,
  endsAt: null,
};
const say = (input: Partial<AccessSentenceInput>) =>
  sentenceText(
    accessSentence({
      subject: 'Asha Rao',
      tense: 'can',
      role: 'member',
      grants: [],
      accessEndsAt: null,
      timeZone: 'Asia/Kolkata',
      now: Date.UTC(2026, 5, 1),
      ...input,
    }),
  );

test('access is said as who, what, where and until when', () => {
  expect(say({ grants: [{ ...west, endsAt: end }] })).toBe(
    'Asha Rao can use Campaign editor in 41 stores in West zone, including new ones, until 31 Dec 2026, 18:00.',
  );
});

test('sets at one place are said together, and so are places with the same sets', () => {
  expect(say({ grants: [west, { ...west, setNames: ['Reports viewer'] }, store] })).toBe(
    'Asha Rao can use Campaign editor and Reports viewer in 41 stores in West zone, including new ones; and use Member care agent at Store 31 · Kings Wharf.',
  );
  expect(say({ grants: [store, { ...store, placeLabel: 'Store 12 · Riverside' }] })).toBe(
    'Asha Rao can use Member care agent at Store 31 · Kings Wharf and Store 12 · Riverside.',
  );
});

test('the end of a person’s access ends every grant', () => {
  expect(say({ grants: [store], accessEndsAt: end, timeZone: 'UTC' })).toBe(
    'Asha Rao can use Member care agent at Store 31 · Kings Wharf, until 31 Dec 2026, 12:30 UTC.',
  );
});

test('an owner can do everything', () => {
  expect(say({ subject: 'You', tense: 'will be able to', role: 'owner' })).toBe(
    'You will be able to do everything in the whole organization.',
  );
});

test('who holds nothing, or nothing any more, cannot do anything', () => {
  expect(say({})).toBe('Asha Rao cannot do anything here.');
  expect(say({ grants: [{ ...store, endsAt: 1 }] })).toBe('Asha Rao cannot do anything here.');
});

test('what is granted is strong, the joining words are plain', () => {
  const parts = accessSentence({
    subject: 'Asha Rao',
    tense: 'can',
    role: 'member',
    grants: [store],
    accessEndsAt: null,
    timeZone: 'UTC',
    now: 0,
  });
  expect(parts.filter(({ tone }) => tone === 'strong').map(({ text }) => text)).toEqual([
    'Asha Rao',
    'Member care agent',
    'Store 31 · Kings Wharf',
  ]);
});

test('a visiting operator looks or manages, and uses no module', () => {
  expect(say({ role: 'owner', visiting: 'read' })).toBe(
    'Asha Rao can look at people and access in the whole organization, and use no module of the platform.',
  );
  expect(say({ role: 'owner', visiting: 'write' })).toContain('manage people and access');
});
