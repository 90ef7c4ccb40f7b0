import type { EntityTree } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { describe, expect, test } from 'vitest';
import { hierarchiesOf } from './hierarchies.ts';
import { levelFilters } from './level-filter.ts';
import { codesAtMost, matchCodes, readCodes } from './matched-codes.ts';
import { createPlaceIndex } from './place-index.ts';
import {
  addPlaces,
  countedBelow,
  countSelection,
  listInstead,
  togglePlace,
} from './place-selection.ts';
import { leftOutText, placeStateText, selectionText } from './place-words.ts';
import { selectedLines } from './selected-lines.ts';
import { selectionMeaning } from './selection-meaning.ts';
import { findPlaces, firstMatches, treeRows } from './tree-rows.ts';

const entityTypes = {
  concept: { label: 'Concept', plural: 'Concepts', parents: ['organization'], optional: false },
  zone: { label: 'Zone', plural: 'Zones', parents: ['organization'], optional: false },
  store: { label: 'Store', plural: 'Stores', parents: ['concept', 'zone'], optional: false },
};

const id = (row: number): EntityId => `ent_${String(row).padStart(8, '0')}`;

/** Two concepts, two zones, stores in both; store 8 is closed, store 9 has no zone. */
const rows: [number, string, string, string | null, number[], 0 | 1][] = [
  [0, 'HAR', 'Harbour', null, [], 0],
  [0, 'MILL', 'Mill', null, [], 0],
  [1, 'W', 'West', null, [], 0],
  [1, 'N', 'North', null, [], 0],
  [2, 'S-10', 'Quay', 'Málaga', [0, 2], 0],
  [2, 'S-11', 'Old Mill', 'Leeds', [1, 2], 0],
  [2, 'S-2', 'Kings Wharf', 'Leeds', [0, 2], 0],
  [2, 'S-13', 'Ridge', 'York', [0, 3], 0],
  [2, 'S-14', 'Gate', 'York', [1, 3], 1],
  [2, 'S-15', 'Ridge', 'Hull', [1], 0],
];
const tree: EntityTree = {
  revision: '1',
  types: ['concept', 'zone', 'store'],
  whole: true,
  rows: rows.map(([type, code, name, city, parents, closed], row) => [
    id(row),
    type,
    code,
    name,
    city,
    parents,
    closed,
  ]),
};
const index = createPlaceIndex(tree, entityTypes);
const none: ReadonlySet<EntityId> = new Set();
const everywhere = () => true;

/** One zone with so many stores: row 0, then the stores. */
function zoneOf(stores: number) {
  return createPlaceIndex(
    {
      ...tree,
      rows: [
        [id(0), 1, 'W', 'West', null, [], 0],
        ...Array.from({ length: stores }, (_, at): EntityTree['rows'][number] => [
          id(at + 1),
          2,
          `S${at}`,
          `Store ${at}`,
          null,
          [0],
          0,
        ]),
      ],
    },
    entityTypes,
  );
}

/** Three levels: a country, six regions in it, four stores in each. */
function country() {
  const row = (at: number, type: number, parents: number[]): EntityTree['rows'][number] => [
    id(at),
    type,
    `P${at}`,
    `Place ${at}`,
    null,
    parents,
    0,
  ];
  const regions = [1, 2, 3, 4, 5, 6];
  const index = createPlaceIndex(
    {
      revision: '1',
      whole: true,
      types: ['country', 'region', 'store'],
      rows: [
        row(0, 0, []),
        ...regions.map((at) => row(at, 1, [0])),
        ...Array.from({ length: 24 }, (_, at) => row(7 + at, 2, [1 + (at % 6)])),
      ],
    },
    {
      country: {
        label: 'Country',
        plural: 'Countries',
        parents: ['organization'],
        optional: false,
      },
      region: { label: 'Region', plural: 'Regions', parents: ['country'], optional: false },
      store: { label: 'Store', plural: 'Stores', parents: ['region'], optional: false },
    },
  );
  return { index, north: 1, stores: index.children[1] ?? [] };
}

describe('the index of places', () => {
  test('open places of the lowest type are counted at every place above them', () => {
    expect(index.total).toBe(5);
    expect([...index.totals.slice(0, 4)]).toEqual([3, 2, 3, 1]);
  });

  test('every ordering by a top type is one way down, with places outside of it at the end', () => {
    const [byConcept, byZone] = hierarchiesOf(index);
    expect(byConcept).toMatchObject({ key: 'concept', label: 'By concept', roots: [0, 1] });
    expect(byZone).toMatchObject({ key: 'zone', label: 'By zone', roots: [3, 2, 9] });
  });

  test('a reader who sees single stores only gets them in one list', () => {
    const some = createPlaceIndex(
      { ...tree, whole: false, rows: [[id(5), 2, 'S-11', 'Old Mill', null, [], 0]] },
      entityTypes,
    );
    expect(hierarchiesOf(some)).toEqual([{ key: 'all', label: 'All places', roots: [0] }]);
  });
});

describe('the tree', () => {
  const roots = hierarchiesOf(index)[1]?.roots ?? [];

  test('an opened branch shows what is in it, with level, position and number of siblings', () => {
    const lines = treeRows(index, {
      roots,
      opened: new Set(['/2']),
      closed: new Set(),
      hits: null,
    });
    expect(
      lines.map((line) => [index.names[line.row], line.level, line.position, line.siblings]),
    ).toEqual([
      ['North', 1, 1, 3],
      ['West', 1, 2, 3],
      ['Kings Wharf', 2, 1, 3],
      ['Old Mill', 2, 2, 3],
      ['Quay', 2, 3, 3],
      ['Ridge', 1, 3, 3],
    ]);
  });

  test('a search matches name, code and city without accents and keeps what the hits lie in', () => {
    const hits = findPlaces(index, 'malaga s-10');
    const lines = treeRows(index, { roots, opened: new Set(), closed: new Set(), hits });
    expect(lines.map((line) => index.names[line.row])).toEqual(['West', 'Quay']);
    expect(hits?.count).toBe(1);
  });
});

describe('the selection', () => {
  const west = togglePlace(index, none, 2);

  test('a chosen branch covers what is in it and shows in part in the other hierarchy', () => {
    const counts = countSelection(index, west);
    expect(counts.tickOf(2)).toBe('chosen');
    expect(counts.tickOf(4)).toBe('covered');
    expect(counts.tickOf(0)).toBe('some');
    expect(counts.reachedBelow[0]).toBe(2);
    expect(counts.reached).toBe(3);
    expect(placeStateText(index, counts, 4)).toBe('Included in West zone');
    expect(placeStateText(index, counts, 2)).toBe('All 3 stores, and stores opened later');
  });

  test('choosing a branch lets go of the single places in it', () => {
    const single = togglePlace(index, none, 4);
    expect([...togglePlace(index, single, 2)]).toEqual([id(2)]);
  });

  test('a branch can be turned into the list of what is in it today, and back', () => {
    const list = listInstead(index, west, 2);
    expect([...list].sort()).toEqual([id(4), id(5), id(6)]);
    expect(countSelection(index, list).tickOf(2)).toBe('some');
    expect([...addPlaces(index, list, [2])]).toEqual([id(2)]);
  });

  test('a closed place is never added', () => {
    expect(addPlaces(index, none, [8]).size).toBe(0);
    expect(countedBelow(index, 3)).toEqual([7]);
  });

  test('the selection is told in branches, lists and single places', () => {
    const wide = zoneOf(5);
    const four = addPlaces(wide, none, [1, 2, 3, 4]);
    expect(selectedLines(wide, four)).toMatchObject([
      { kind: 'list', within: 0, count: 4, of: 5, except: [5] },
    ]);
    expect(selectedLines(wide, addPlaces(wide, none, [1]))).toMatchObject([{ kind: 'single' }]);
    expect(selectionText(wide, { kind: 'places', ids: four })).toBe('4 stores');
  });
});

describe('what is left out of a chosen place', () => {
  test('leaving a store out of a chosen zone keeps the others, as a list', () => {
    const west = togglePlace(index, none, 2);
    const without = togglePlace(index, west, 5);
    expect([...without].sort()).toEqual([id(4), id(6)]);
    expect(leftOutText(index, without, 5, 2)).toBe(
      'Old Mill is left out. West zone is now a list: 2 of 3 stores, and none of the stores opened later.',
    );
  });

  test('a zone of which few stores are left out is told as the zone except these', () => {
    const wide = zoneOf(20);
    const without = togglePlace(wide, togglePlace(wide, addPlaces(wide, none, [0]), 3), 4);
    expect(selectedLines(wide, without)).toMatchObject([
      { kind: 'list', within: 0, count: 18, of: 20, except: [3, 4] },
    ]);
  });

  test('a branch left out of a higher place leaves its neighbours chosen with what comes later', () => {
    const { index: deep, north, stores } = country();
    const without = togglePlace(deep, addPlaces(deep, none, [0]), north);
    expect([...without].every((each) => !deep.lowest[deep.rowById.get(each) ?? -1])).toBe(true);
    expect(selectedLines(deep, without)).toMatchObject([
      { kind: 'list', within: 0, except: [north] },
    ]);
    const oneStore = togglePlace(deep, addPlaces(deep, none, [0]), stores[0] ?? -1);
    expect(countSelection(deep, oneStore).reached).toBe(deep.total - 1);
  });

  test('a closed place that is chosen is told as a single place, and can be let go', () => {
    const held: ReadonlySet<EntityId> = new Set([id(8)]);
    expect(selectedLines(index, held)).toMatchObject([{ kind: 'single', row: 8 }]);
    expect(togglePlace(index, held, 8).size).toBe(0);
  });
});

describe('the two meanings', () => {
  const meaning = (rows: number[]) =>
    selectionMeaning(index, { kind: 'places', ids: addPlaces(index, none, rows) });

  test('a branch is a rule, several stores are a list, one store is neither', () => {
    expect(meaning([2])).toBe('rule');
    expect(meaning([4, 5])).toBe('list');
    expect(meaning([3, 4])).toBe('both');
    expect(meaning([4])).toBeNull();
    expect(selectionMeaning(index, { kind: 'whole' })).toBe('rule');
  });

  test('a store opened later is reached by the rule and not by the list', () => {
    const rule = addPlaces(index, none, [2]);
    const list = listInstead(index, rule, 2);
    const grown = createPlaceIndex(
      { ...tree, rows: [...tree.rows, [id(10), 2, 'S-16', 'New Quay', null, [2], 0]] },
      entityTypes,
    );
    expect(countSelection(grown, rule).reached).toBe(4);
    expect(countSelection(grown, list).reached).toBe(3);
  });
});

describe('narrowing', () => {
  const keep = (key: string) => levelFilters(index).find((filter) => filter.key === key)?.keeps;

  test('the list is narrowed to a level, to open places, or to closed ones', () => {
    expect(levelFilters(index).map(({ label }) => label)).toEqual([
      'All levels',
      'Concepts',
      'Zones',
      'Stores',
      'Open only',
      'Closed only',
    ]);
    expect(findPlaces(index, '', keep('type zone'))?.count).toBe(2);
    expect(findPlaces(index, '', keep('closed'))).toMatchObject({ count: 1 });
    expect(findPlaces(index, 'york', keep('open'))?.count).toBe(1);
  });

  test('the first matches of a word are the higher places', () => {
    expect(firstMatches(index, 'mill', 2).map((row) => index.names[row])).toEqual([
      'Mill',
      'Old Mill',
    ]);
  });
});

describe('pasted codes', () => {
  test('codes and names are matched once each, in any case', () => {
    expect(matchCodes(index, 's-10, Old mill\nS-10', everywhere)).toMatchObject([
      { kind: 'matched', row: 4 },
      { kind: 'matched', row: 5 },
    ]);
  });

  test('a near miss names the nearest code', () => {
    expect(matchCodes(index, 'S 13\nS-1x5', everywhere)).toMatchObject([
      { kind: 'unknown', suggestion: 7 },
      { kind: 'unknown', suggestion: 9 },
    ]);
    expect(matchCodes(index, 'completely-different', everywhere)).toMatchObject([
      { kind: 'unknown', suggestion: null },
    ]);
  });

  test('a name that several places have is asked about, a closed place and one outside are told', () => {
    expect(matchCodes(index, 'Ridge;S-14;W', (row) => row !== 2)).toMatchObject([
      { kind: 'ambiguous', rows: [7, 9] },
      { kind: 'closed', row: 8 },
      { kind: 'outside', row: 2 },
    ]);
  });
});

test('a paste of more than 10,000 codes is cut, and each is looked at once', () => {
  const many = Array.from({ length: codesAtMost + 5 }, (_, at) => `code ${at}`).join('\n');
  expect(readCodes(`${many}\ncode 1`).size).toBe(codesAtMost + 5);
  expect(matchCodes(index, many, everywhere)).toHaveLength(codesAtMost);
});

test('10,000 places are counted anew within the time of a tick', () => {
  const many: EntityTree['rows'] = [];
  for (let zone = 0; zone < 50; zone += 1)
    many.push([id(zone), 1, `Z${zone}`, `Zone ${zone}`, null, [], 0]);
  for (let store = 0; store < 10_000; store += 1) {
    many.push([id(50 + store), 2, `S${store}`, `Store ${store}`, 'Leeds', [store % 50], 0]);
  }
  const big = createPlaceIndex({ ...tree, rows: many }, entityTypes);
  const ids = addPlaces(big, none, [0, 60, 61]);
  const start = performance.now();
  const counts = countSelection(big, ids);
  expect(performance.now() - start).toBeLessThan(100);
  expect(counts.reached).toBe(202);
});
