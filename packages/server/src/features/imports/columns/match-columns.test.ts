import { describe, expect, it } from 'vitest';
import { accessKind } from '../../../words/access-kind.ts';
import { matchColumns } from './match-columns.ts';
import { peopleFields } from './people-fields.ts';

const fields = peopleFields({
  access: accessKind({}),
  isHolding: (name) => name === 'Reports viewer',
  isPlace: (name) => name.startsWith('store:'),
  now: Date.parse('2026-06-01T00:00:00Z'),
  mode: 'new',
});
const matched = (
  headers: string[],
  cells: string[][] = [],
  remembered?: Map<number, string | null>,
) =>
  matchColumns(
    headers,
    cells.map((row, index) => ({ rowNumber: index + 2, cells: row })),
    fields,
    remembered,
  ).map(({ field, matchedBy }) => [field, matchedBy]);

describe('columns find their fields', () => {
  it.each([
    ['E-mail', 'email', 'name'],
    ['  e MAIL ', 'email', 'name'],
    ['E-Mail-Adresse', 'email', 'alias'],
    ['mail', 'email', 'alias'],
    ['E-mial address', 'email', 'alias'],
    ['Full Name', 'name', 'alias'],
    ['TELEFONNUMMER', 'phone', 'alias'],
    ['User type', 'type', 'alias'],
    ['permission_sets', 'permissionSets', 'name'],
    ['Permision sets', 'permissionSets', 'alias'],
    ['Accessible entities', 'places', 'alias'],
    ['Expires at', 'accessEnds', 'alias'],
    ['Gültig bis', 'accessEnds', 'alias'],
    ['Cost centre', null, null],
    ['_reason', null, null],
    ['Mode', 'mode', 'name'],
    ['_etag', 'etag', 'name'],
    ['Action', null, null],
  ])('%j is %s', (header, field, matchedBy) => {
    expect(matched([header])).toEqual([[field, matchedBy]]);
  });

  it('a field goes to the column that fits best, whatever the order', () => {
    expect(matched(['Mail', 'E-mail', 'Address'])).toEqual([
      [null, null],
      ['email', 'name'],
      [null, null],
    ]);
  });

  it('a column whose header says nothing is known by what is in it', () => {
    const cells = [
      [
        'a@b.example',
        'owner',
        'Reports viewer',
        'store:1;store:2',
        '2026-12-31',
        '+49 30 1234567',
        'note',
      ],
      ['c@b.example', 'member', 'Reports viewer; Reports viewer', 'store:2', '', '', 'other'],
    ];
    expect(matched(['a', 'b', 'c', 'd', 'e', 'f', 'g'], cells)).toEqual([
      ['email', 'content'],
      ['type', 'content'],
      ['permissionSets', 'content'],
      ['places', 'content'],
      ['accessEnds', 'content'],
      ['phone', 'content'],
      [null, null],
    ]);
  });

  it('past instants are not taken for an end of access', () => {
    expect(matched(['hired'], [['2020-01-01']])).toEqual([[null, null]]);
  });

  it('the last choice for the same header row is kept, a column left out on purpose too', () => {
    const remembered = new Map([
      [0, null],
      [1, 'name'],
    ]);
    expect(matched(['Name', 'Employee', 'E-mail'], [], remembered)).toEqual([
      [null, 'memory'],
      ['name', 'memory'],
      ['email', 'name'],
    ]);
  });

  it('three different samples are shown', () => {
    const [column] = matchColumns(
      ['E-mail'],
      ['a', 'a', '', 'b', 'c', 'd'].map((cell, index) => ({ rowNumber: index + 2, cells: [cell] })),
      fields,
    );
    expect(column?.samples).toEqual(['a', 'b', 'c']);
  });
});
