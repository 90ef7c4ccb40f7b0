import { describe, expect, it } from 'vitest';
import { readInstant, suggestedInstant } from './read-instant.ts';

describe('an end of access is read', () => {
  it.each([
    ['2026-12-31T18:00:00Z', '2026-12-31T18:00:00.000Z'],
    ['2026-12-31T18:00:00+02:00', '2026-12-31T16:00:00.000Z'],
    ['2026-12-31T18:00:00.5-0530', '2026-12-31T23:30:00.500Z'],
    ['2026-12-31 18:00', '2026-12-31T18:00:00.000Z'],
    ['2026-12-31 18:00 UTC', '2026-12-31T18:00:00.000Z'],
    ['2026-12-31 18:00 Europe/Berlin', '2026-12-31T17:00:00.000Z'],
    ['2026-07-31 18:00 Europe/Berlin', '2026-07-31T16:00:00.000Z'],
    [' 2026-12-31 ', '2026-12-31T23:59:00.000Z'],
    ['2028-02-29', '2028-02-29T23:59:00.000Z'],
  ])('%s is %s', (cell, instant) => {
    expect(new Date(readInstant(cell) ?? Number.NaN).toISOString()).toBe(instant);
  });

  it.each([
    '',
    'soon',
    '2026-02-29',
    '2026-13-01',
    '2026-12-31 25:00',
    '31.12.2026',
    '2026-12-31 18:00 Mars/Base',
    '1767225600',
  ])('%j is not', (cell) => {
    expect(readInstant(cell)).toBeNull();
  });

  it.each([
    ['31.12.2026', '2026-12-31'],
    ['31.12.2026 18:00', '2026-12-31 18:00'],
    ['12/31/2026', '2026-12-31'],
    ['31/12/2026', '2026-12-31'],
    ['2026/12/31', '2026-12-31'],
    ['04/05/2026', null],
    ['99.99.2026', null],
  ])('for %s, %s is suggested', (cell, suggestion) => {
    expect(suggestedInstant(cell)).toBe(suggestion);
  });
});
