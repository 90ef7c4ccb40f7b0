import { expect, test } from 'vitest';
import { accessEndPresets, accessEndProblem, accessEndTyped } from './access-end-choice.ts';
import { localInstants } from './local-instants.ts';

const iso = (instants: readonly number[]) =>
  instants.map((instant) => new Date(instant).toISOString());

test('a local time names one instant in its zone', () => {
  expect(iso(localInstants('2026-12-31T18:00', 'Asia/Kolkata'))).toEqual([
    '2026-12-31T12:30:00.000Z',
  ]);
});

test('a time that the clocks repeat names two instants, one that they skip names none', () => {
  expect(iso(localInstants('2026-10-25T02:30', 'Europe/Berlin'))).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
  ]);
  expect(localInstants('2026-03-29T02:30', 'Europe/Berlin')).toEqual([]);
});

test('an end that is missing, skipped by the clocks or past is refused in words', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const problem = (local: string) => accessEndProblem(accessEndTyped(local, 'Europe/Berlin'), now);
  expect(problem('')).toContain('Enter a date');
  expect(problem('2026-03-29T02:30')).toContain('skip');
  expect(problem('2025-06-01T10:00')).toContain('past');
  expect(problem('2026-06-01T10:00')).toBeNull();
});

test('the presets end days and quarters in the reader’s zone', () => {
  const now = Date.parse('2026-11-21T22:30:00Z');
  const ends = accessEndPresets.map((preset) => preset.local(now, 'Asia/Kolkata'));
  expect(ends).toEqual([
    '2026-11-22T23:59',
    '2026-11-29T04:00',
    '2026-12-22T04:00',
    '2026-12-31T23:59',
  ]);
});
