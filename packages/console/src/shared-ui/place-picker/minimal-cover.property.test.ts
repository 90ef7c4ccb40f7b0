import type { EntityTree } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hierarchiesOf } from './hierarchies.ts';
import { createPlaceIndex, type PlaceIndex, type PlaceRow } from './place-index.ts';
import { addPlaces, countSelection, listInstead, togglePlace } from './place-selection.ts';
import { selectedLines } from './selected-lines.ts';

// Whatever is ticked in whatever order, in hierarchies in which a place may lie in several others.

const entityTypes = {
  concept: { label: 'Concept', plural: 'Concepts', parents: ['organization'], optional: false },
  region: { label: 'Region', plural: 'Regions', parents: ['organization'], optional: false },
  zone: { label: 'Zone', plural: 'Zones', parents: ['region'], optional: false },
  store: {
    label: 'Store',
    plural: 'Stores',
    parents: ['concept', 'zone', 'region'],
    optional: false,
  },
};
const types = Object.keys(entityTypes);
const id = (row: number): EntityId => `ent_${String(row).padStart(8, '0')}`;

const hierarchy = fc
  .record({
    tops: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 4 }),
    zones: fc.array(fc.nat(), { maxLength: 6 }),
    stores: fc.array(
      fc.record({ parents: fc.array(fc.nat(), { maxLength: 3 }), closed: fc.boolean() }),
      { maxLength: 30 },
    ),
  })
  .map(({ tops, zones, stores }) => {
    const rows: EntityTree['rows'] = [];
    const add = (type: number, parents: number[], closed: 0 | 1) =>
      rows.push([
        id(rows.length),
        type,
        `P${rows.length}`,
        `P ${rows.length}`,
        null,
        parents,
        closed,
      ]);
    for (const type of tops) add(type, [], 0);
    const regions = tops.flatMap((type, row) => (type === 1 ? [row] : []));
    for (const pick of zones) add(2, pickFrom(regions, [pick]), 0);
    const above = rows.map((_, row) => row);
    for (const { parents, closed } of stores) add(3, pickFrom(above, parents), closed ? 1 : 0);
    return createPlaceIndex({ revision: '1', types, rows, whole: true }, entityTypes);
  });

const act = fc.record({ kind: fc.constantFrom('toggle', 'add', 'list'), at: fc.nat() });
const story = fc.tuple(hierarchy, fc.array(act, { maxLength: 12 }));

const pickFrom = (rows: readonly number[], picks: readonly number[]) => [
  ...new Set(picks.flatMap((pick) => rows[pick % Math.max(rows.length, 1)] ?? [])),
];

function play(index: PlaceIndex, acts: readonly { kind: string; at: number }[]) {
  let ids: ReadonlySet<EntityId> = new Set();
  for (const { kind, at } of acts) {
    const row = at % index.size;
    if (kind === 'toggle') ids = togglePlace(index, ids, row);
    if (kind === 'add') ids = addPlaces(index, ids, [row]);
    if (kind === 'list') ids = listInstead(index, ids, row);
  }
  return ids;
}

const rowsOf = (index: PlaceIndex, ids: ReadonlySet<EntityId>): PlaceRow[] =>
  [...ids].map((each) => index.rowById.get(each) ?? -1);

/** Open lowest places that a selection reaches, worked out the slow way. */
const reachOf = (index: PlaceIndex, rows: readonly PlaceRow[]): Set<PlaceRow> =>
  new Set(
    index.ids.flatMap((_, row) =>
      index.counted[row] &&
      rows.some((chosen) => chosen === row || index.ancestors[row]?.includes(chosen))
        ? [row]
        : [],
    ),
  );

test('no chosen place lies in another, so that nothing can be left away without losing reach', () => {
  fc.assert(
    fc.property(story, ([index, acts]) => {
      const rows = rowsOf(index, play(index, acts));
      for (const row of rows)
        expect(index.ancestors[row]?.some((above) => rows.includes(above))).toBe(false);
    }),
  );
});

test('the running total is what the selection reaches', () => {
  fc.assert(
    fc.property(story, ([index, acts]) => {
      const ids = play(index, acts);
      expect(countSelection(index, ids).reached).toBe(reachOf(index, rowsOf(index, ids)).size);
    }),
  );
});

test('a store that is left out is lost alone', () => {
  fc.assert(
    fc.property(story, fc.nat(), ([index, acts], at) => {
      const ids = play(index, acts);
      const before = [...reachOf(index, rowsOf(index, ids))];
      const row = before[at % Math.max(before.length, 1)];
      if (row === undefined) return;
      const after = reachOf(index, rowsOf(index, togglePlace(index, ids, row)));
      expect([...after]).toEqual(before.filter((each) => each !== row));
    }),
  );
});

test('each chosen place is told in exactly one line, in no more lines than there are places', () => {
  fc.assert(
    fc.property(story, ([index, acts]) => {
      const ids = play(index, acts);
      for (const way of hierarchiesOf(index)) {
        const lines = selectedLines(index, ids, way);
        const told = lines.flatMap((line) => (line.kind === 'list' ? line.rows : [line.row]));
        expect(told.toSorted()).toEqual(rowsOf(index, ids).toSorted());
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
      }
    }),
  );
});

test('a place told as all except some names everything that it does not reach, and nothing else', () => {
  fc.assert(
    fc.property(story, ([index, acts]) => {
      const ids = play(index, acts);
      const reached = reachOf(index, rowsOf(index, ids));
      for (const way of hierarchiesOf(index)) {
        for (const line of selectedLines(index, ids, way)) {
          if (line.kind !== 'list' || line.except.length === 0) continue;
          const inside = [...reachOf(index, [line.within])];
          const left = reachOf(index, line.except);
          expect(inside.filter((row) => !reached.has(row))).toEqual(
            inside.filter((row) => left.has(row)),
          );
        }
      }
    }),
  );
});
