import { expect, test } from 'vitest';
import { IdTable } from './id-table.ts';
import { noteRead, recentNumber, recentPlace } from './recent-ids.ts';

const chance = (number: number) => String(number).padStart(22, '0');

test('ids that end alike keep their numbers, however often and in whatever turn they are asked for', () => {
  const table = new IdTable<string>('mem_');
  const ids = Array.from({ length: 40 }, (_, number) => `mem_${chance(number)}abcd`);
  for (const id of ids) table.add(id);
  for (let turn = 0; turn < 40; turn += 1) {
    expect(ids.map((id) => table.find(id))).toEqual(ids.map((_, number) => number));
    expect(table.find(`mem_${chance(99)}abcd`)).toBe(-1);
  }
});

test('an id has its own number in each organization', () => {
  const id = `usr_${chance(7)}abcd`;
  const spelled = { at: () => id };
  const table = { serial: 1, ...spelled };
  const place = recentPlace(table, id);
  let serial = 2;
  while (recentPlace({ serial, ...spelled }, id) !== place) serial += 1;
  const other = { serial, ...spelled };
  for (let read = 0; recentNumber(table, id, place) === -1; read += 1) {
    if (read > 1_000) throw new Error('Nothing is ever kept.');
    noteRead(table, 3, place);
  }
  expect(recentNumber(table, id, place)).toBe(3);
  expect(recentNumber(other, id, place)).toBe(-1);
});

test('short and empty ids are found like others', () => {
  const table = new IdTable<string>('mem_');
  for (const id of ['', 'a', 'ab', 'mem_']) table.add(id);
  for (let turn = 0; turn < 40; turn += 1) {
    expect(['', 'a', 'ab', 'mem_', 'b'].map((id) => table.find(id))).toEqual([0, 1, 2, 3, -1]);
  }
});
