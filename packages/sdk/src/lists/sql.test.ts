import {
  createSnapshot,
  defineAccessModel,
  type Scope,
  type SnapshotEntity,
} from '@latchkey/engine';
import { describe, expect, test } from 'vitest';
import type { Places } from './rows-of.ts';
import { placeCondition } from './sql.ts';

const model = defineAccessModel({
  key: 'shops',
  label: 'Shops',
  entityTypes: {
    zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
    store: { label: 'Store', plural: 'Stores', parents: ['zone'] },
  },
  modules: {},
  permissionSets: {},
});
const place = (
  code: string,
  type: string,
  parents: readonly `ent_${string}`[] = [],
): SnapshotEntity => ({
  entityId: `ent_${code}`,
  type,
  code,
  parents,
  closed: false,
  modulesOff: [],
});
const snapshot = createSnapshot({
  organizationId: 'org_a',
  revision: 1,
  model,
  modulesOff: [],
  entities: [
    place('West', 'zone'),
    place('east', 'zone'),
    place('W1', 'store', ['ent_West']),
    place('w2', 'store', ['ent_West']),
    place('e1', 'store', ['ent_east']),
    place('both', 'store', ['ent_West', 'ent_east']),
  ],
  permissionSets: [],
  members: [],
  grants: [],
});

const scopes = (codes: readonly string[]) => codes.map((code): Scope => `ent_${code}`);
const some = (under: readonly string[], except: readonly string[] = []): Places => ({
  snapshot,
  filter: { kind: 'some', under: scopes(under), except: scopes(except), validUntil: null },
});
const all: Places = { snapshot, filter: { kind: 'all', validUntil: null } };
const none: Places = { snapshot, filter: { kind: 'none', validUntil: null } };
const columns = { store: 'orders.store_id', zone: 'stores.zone_id' };

describe('the condition of a list', () => {
  test('is `true` for everything and `false` for nothing', () => {
    expect(placeCondition(all, columns)).toEqual({ text: 'true', values: [] });
    expect(placeCondition(none, columns)).toEqual({ text: 'false', values: [] });
    expect(placeCondition(some(['gone']), columns)).toEqual({ text: 'false', values: [] });
  });

  test('names stores where rows know nothing higher', () => {
    expect(placeCondition(some(['West']), { store: 'store_id' })).toEqual({
      text: '("store_id" = any($1::text[]))',
      values: [['ent_W1', 'ent_both', 'ent_w2']],
    });
  });

  test('names a zone where rows know theirs, and beside it a store that lies in two', () => {
    expect(placeCondition(some(['West', 'e1']), columns)).toEqual({
      text: '("orders"."store_id" = any($1::text[]) or "stores"."zone_id" = any($2::text[]))',
      values: [['ent_both', 'ent_e1'], ['ent_West']],
    });
  });

  test('leaves out what is excepted, by every column', () => {
    const { text, values } = placeCondition(some(['West'], ['east']), columns, {
      firstParameter: 4,
    });
    expect(text).toBe(
      '("orders"."store_id" = any($4::text[]) or "stores"."zone_id" = any($5::text[]))' +
        ' and ("orders"."store_id" = any($6::text[])) is not true',
    );
    expect(values).toEqual([['ent_both'], ['ent_West'], ['ent_both']]);
  });

  test('compares codes whatever their case', () => {
    expect(placeCondition(some(['W1']), { store: 'Orders.storeCode' }, { by: 'code' })).toEqual({
      text: '(lower("Orders"."storeCode") = any($1::text[]))',
      values: [['w1']],
    });
  });
});

test.each([
  'store_id; drop table orders',
  'store_id" or true --',
  "store_id' or true",
  'orders.store_id::text',
  'a.b.c.d',
  'orders..store_id',
  '1st',
  'größe',
  `c${'o'.repeat(63)}`,
  '',
])('a column that is not plainly a column is refused: %j', (column) => {
  for (const places of [all, none, some(['West'])])
    expect(() => placeCondition(places, { store: column })).toThrow('is not a column');
});

test('a type that the access model does not have is refused, and so is a list without columns', () => {
  expect(() => placeCondition(all, { shop: 'shop_id' })).toThrow('`shop` is no entity type');
  expect(() => placeCondition(all, {})).toThrow('Name a column');
});
