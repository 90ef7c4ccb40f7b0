/**
 * The filter of a list, in process: one person with 1,000 grants at stores, 100,000 places, and what a table's
 * condition takes beside it. CPU time.
 *
 *   node --conditions=source bench/filter.ts [stores] [grants]
 */
import {
  createSnapshot,
  defineAccessModel,
  type EntityId,
  evaluate,
  placeFilter,
} from '@latchkey/engine';
import { placeCondition } from '@latchkey/sdk/sql';

const [stores = '100000', grants = '1000'] = process.argv.slice(2);

const permission = (label: string) => ({ label, description: '' });
const model = defineAccessModel({
  key: 'filter',
  label: 'Filter',
  entityTypes: {
    zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
    store: { label: 'Store', plural: 'Stores', parents: ['zone'] },
  },
  modules: {
    order: {
      label: 'Orders',
      permissions: {
        'order.view': permission('See orders'),
        'order.restock': { ...permission('Restock from orders'), requires: ['stock.count'] },
      },
    },
    stock: { label: 'Stock', switchable: {}, permissions: { 'stock.count': permission('Count') } },
  },
  permissionSets: {},
});

const zones = Array.from({ length: 100 }, (_, index): EntityId => `ent_zone${index}`);
const shops = Array.from({ length: Number(stores) }, (_, index): EntityId => `ent_store${index}`);
const zoneOf = (index: number) => zones[index % zones.length] ?? 'ent_zone0';
const person = (memberId: `mem_${string}`) => ({
  memberId,
  userId: null,
  externalId: null,
  role: 'member' as const,
  status: 'active' as const,
  accessEndsAt: null,
  visiting: false,
});
const grant = (
  name: string,
  memberId: `mem_${string}`,
  set: string,
  scope: EntityId | 'org_f',
) => ({
  grantId: `grt_${name}` as const,
  memberId,
  setId: `pst_${set}` as const,
  permissions: null,
  scope,
  startsAt: null,
  endsAt: null,
});
const set = (key: string, permissions: string[]) => ({
  setId: `pst_${key}` as const,
  permissions,
  mayGrant: [],
  restrictions: [],
});
const snapshot = createSnapshot({
  organizationId: 'org_f',
  revision: 1,
  model,
  modulesOff: [],
  entities: [
    ...zones.map((entityId) => ({
      entityId,
      type: 'zone',
      code: entityId,
      parents: [],
      closed: false,
      modulesOff: [],
    })),
    ...shops.map((entityId, index) => ({
      entityId,
      type: 'store',
      code: entityId,
      parents: [zoneOf(index)],
      closed: false,
      modulesOff: index % 1_000 === 0 ? ['stock'] : [],
    })),
  ],
  permissionSets: [
    set('view', ['order.view', 'stock.count']),
    set('all', ['order.view', 'order.restock', 'stock.count']),
    set('half', ['order.restock']),
  ],
  members: ['mem_many', 'mem_zone', 'mem_top', 'mem_split'].map((id) =>
    person(`mem_${id.slice('mem_'.length)}`),
  ),
  grants: [
    ...shops
      .filter((_, index) => index % Math.floor(shops.length / Number(grants)) === 0)
      .map((scope, index) => grant(`many${index}`, 'mem_many', 'all', scope)),
    grant('zone', 'mem_zone', 'all', 'ent_zone1'),
    grant('top', 'mem_top', 'all', 'org_f'),
    grant('half', 'mem_split', 'half', 'org_f'),
    ...shops
      .filter((_, index) => index % Math.floor(shops.length / Number(grants)) === 0)
      .map((scope, index) => grant(`split${index}`, 'mem_split', 'view', scope)),
  ],
});

const count = (value: number) => value.toLocaleString('en');
console.log(
  `${count(shops.length)} stores in 100 zones, ${grants} grants; CPU time, median of 9\n`,
);
const cases = [
  ['1,000 grants at stores', 'mem_many', 'order.view'],
  ['the same, 100 stores off somewhere', 'mem_many', 'stock.count'],
  ['one zone', 'mem_zone', 'order.view'],
  ['the whole organization, 100 stores off', 'mem_top', 'stock.count'],
  ['requires from 1,000 other grants', 'mem_split', 'order.restock'],
] as const;
for (const [what, memberId, permissionName] of cases) {
  const filter = placeFilter(snapshot, memberId, permissionName, 0);
  const places = { snapshot, filter };
  const under =
    filter.kind === 'some' ? `${filter.under.length} − ${filter.except.length}` : filter.kind;
  const asked = measure(() => placeFilter(snapshot, memberId, permissionName, 0));
  const byStore = measure(() => placeCondition(places, { store: 'store_id' }));
  const byZone = measure(() => placeCondition(places, { store: 'store_id', zone: 'zone_id' }));
  console.log(
    `${what.padEnd(40)} ${under.padEnd(12)} filter ${asked}   SQL by store ${byStore}   by store and zone ${byZone}`,
  );
}
const each = measure(() => {
  for (const place of shops) {
    evaluate(snapshot, { memberId: 'mem_many', permission: 'order.view', place }, 0);
  }
});
console.log(`${'instead: a question for every store'.padEnd(40)} ${' '.repeat(12)} ${each}`);

function measure(act: () => unknown): string {
  const times = Array.from({ length: 9 }, () => {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  const median = times.toSorted((left, right) => left - right)[4] ?? 0;
  return `${median.toFixed(2).padStart(8)} ms`;
}
