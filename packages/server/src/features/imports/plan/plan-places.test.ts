import { defineAccessModel } from '@latchkey/engine';
import { describe, expect, it } from 'vitest';
import { matchColumns } from '../columns/match-columns.ts';
import { type PlaceField, placeFields } from '../columns/place-fields.ts';
import { type KnownPlace, PlaceIndex } from '../values/place-index.ts';
import { planPlaces } from './plan-places.ts';
import { RowReader } from './row-reader.ts';

const model = defineAccessModel({
  key: 'shops',
  label: 'Shops',
  entityTypes: {
    region: { label: 'Region', plural: 'Regions', parents: ['organization'] },
    concept: { label: 'Concept', plural: 'Concepts', parents: ['organization'] },
    zone: { label: 'Zone', plural: 'Zones', parents: ['region', 'organization'] },
    store: { label: 'Store', plural: 'Stores', parents: ['concept', 'zone'] },
  },
  modules: {},
  permissionSets: {},
});
const zone: KnownPlace = {
  id: 'ent_zone0001',
  type: 'zone',
  code: 'West',
  name: 'West',
  city: null,
  closed: false,
  parents: [],
};
const east: KnownPlace = {
  id: 'ent_zone0002',
  type: 'zone',
  code: 'East',
  name: 'East',
  city: null,
  closed: false,
  parents: [],
};
const concept: KnownPlace = {
  id: 'ent_conc0001',
  type: 'concept',
  code: 'Cafe',
  name: 'Café',
  city: null,
  closed: false,
  parents: [],
};
const store: KnownPlace = {
  id: 'ent_stor0001',
  type: 'store',
  code: '12',
  name: 'Riverside',
  city: 'Ely',
  closed: false,
  parents: [zone.id, concept.id],
};

const headers = ['Code', 'Name', 'Type', 'Concept', 'Zone', 'Region', 'City', 'Phone'];
function planned(rows: string[][]) {
  const columns = matchColumns(headers, [], placeFields(model));
  const reader = new RowReader<PlaceField>(columns);
  const places = new PlaceIndex(model, { id: 'org_00000001', name: 'Harbourline' }, [
    zone,
    east,
    concept,
    store,
  ]);
  return planPlaces(
    rows.map((cells, index) => ({ rowNumber: index + 2, cells, fixes: {} })),
    { reader, model, places },
  );
}

describe('a row makes or changes a place', () => {
  it('the columns are those of the model, a phone number is not used', () => {
    expect(matchColumns(headers, [], placeFields(model)).map(({ field }) => field)).toEqual([
      'code',
      'name',
      'type',
      'parent:concept',
      'parent:zone',
      'parent:region',
      'city',
      null,
    ]);
  });

  it('a new store lies in the zone and concept that are there', () => {
    const { rows, newParents } = planned([['77', 'Kings Wharf', '', 'cafe', 'west', '', 'Ely']]);
    expect(newParents).toEqual([]);
    expect(rows[0]).toMatchObject({
      result: 'create',
      operations: [
        {
          type: 'entity.create',
          entityType: 'store',
          code: '77',
          city: 'Ely',
          parents: [concept.id, zone.id],
        },
      ],
      summary: 'Creates the store 77 Kings Wharf in Concept Café and Zone West.',
    });
  });

  it('a parent that is missing is made once, in its own parent', () => {
    const { rows, newParents } = planned([
      ['77', 'A', '', '', 'North', 'Upper', ''],
      ['78', 'B', '', '', 'north', '', ''],
    ]);
    expect(newParents.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'region Upper',
      'zone North',
    ]);
    expect(newParents[1]?.parents).toEqual([newParents[0]?.entityId]);
    expect(
      rows.map(({ operations: [made] }) => made?.type === 'entity.create' && made.parents),
    ).toEqual([[newParents[1]?.entityId], [newParents[1]?.entityId]]);
  });

  it('a parent that has its own row comes before what lies in it, wherever it stands', () => {
    const { rows, levels, newParents } = planned([
      ['77', 'A', '', '', 'N', '', ''],
      ['N', 'North', 'Zone', '', '', 'U', ''],
      ['U', 'Upper', 'region', '', '', '', ''],
    ]);
    expect(newParents).toEqual([]);
    expect(rows.map(({ result }) => result)).toEqual(['create', 'create', 'create']);
    expect([2, 3, 4].map((row) => levels.get(row))).toEqual([2, 1, 0]);
  });

  it('an existing place is changed in what the row says, and only there', () => {
    const { rows } = planned([
      ['12', 'Riverside', '', '', '', '', ''],
      ['12', 'Riverside', '', 'Cafe', 'West', '', 'Ely'],
    ]);
    expect(rows.map(({ result }) => result)).toEqual(['no_change', 'error']);
    const changed = planned([['12', 'River Walk', '', '', 'East', '', 'Ely']]).rows[0];
    expect(changed).toMatchObject({
      result: 'change',
      operations: [
        {
          type: 'entity.update',
          entityId: store.id,
          name: 'River Walk',
          parents: [concept.id, east.id],
        },
      ],
      summary:
        'Changes 12 Riverside: name from “Riverside” to “River Walk”; zone from West to East.',
    });
  });

  it.each([
    [['', 'A'], 'code', 'code_missing'],
    [['77', ''], 'name', 'name_missing'],
    [['77', 'A', 'shop'], 'type', 'unknown_place_type'],
    [['x'.repeat(101), 'A'], 'code', 'too_long'],
    [['77', 'A'], 'parent:concept', 'parent_missing'],
  ])('%j cannot be applied: %s', (cells, field, code) => {
    const { rows } = planned([cells]);
    expect(rows[0]).toMatchObject({ result: 'error', issues: [{ field, code }] });
  });

  it('a place in a row that cannot be applied cannot be applied either', () => {
    const { rows } = planned([
      ['77', 'A', '', '', 'N', '', ''],
      ['N', '', 'zone', '', '', '', ''],
    ]);
    expect(rows[0]?.issues).toMatchObject([{ code: 'parent_not_applied', field: 'parent:zone' }]);
  });
});
