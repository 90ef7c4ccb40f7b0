import { createSnapshot, defineAccessModel, type EntityId, type MemberId } from '@latchkey/engine';
import fc from 'fast-check';

const permission = (label: string, more: object = {}) => ({ label, description: '', ...more });

export const ordersModel = defineAccessModel({
  key: 'orders',
  label: 'Orders',
  entityTypes: {
    concept: { label: 'Concept', plural: 'Concepts', parents: ['organization'] },
    zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
    area: { label: 'Area', plural: 'Areas', parents: ['zone'] },
    store: { label: 'Store', plural: 'Stores', parents: ['concept', 'zone', 'area'] },
  },
  modules: {
    order: {
      label: 'Orders',
      permissions: {
        'order.view': permission('See orders'),
        'order.refund': permission('Refund orders', { requires: ['order.view'] }),
        'order.restock': permission('Restock from orders', { requires: ['stock.count'] }),
      },
    },
    stock: {
      label: 'Stock',
      switchable: {},
      permissions: {
        'stock.count': permission('Count stock'),
        'stock.order': permission('Order stock', { requires: ['stock.count'] }),
      },
    },
  },
  restrictions: { quiet: { label: 'Quiet', description: '', hidesModules: ['stock'] } },
  permissionSets: {},
});

export const permissions = Object.values(ordersModel.modules).flatMap((module) =>
  Object.keys(module.permissions),
);

/** An order as the platform stores it: at a store, at a zone, or of the whole organization. */
export interface OrderRow {
  readonly id: number;
  readonly store_id: string | null;
  readonly store_code: string | null;
  readonly zone_id: string | null;
}

const organizationId = 'org_orders';
const ids = (type: string, count: number) =>
  Array.from({ length: count }, (_, index): EntityId => `ent_${type}${index}`);
const concepts = ids('concept', 3);
const zones = ids('zone', 4);
const areas = ids('area', 4);
const stores = ids('store', 40);
const setIds = ['pst_0', 'pst_1', 'pst_2'] as const;
export const memberIds: readonly MemberId[] = ['mem_0', 'mem_1', 'mem_2', 'mem_3'];

/** An organization with stores in one zone, in two, through an area or in none; modules off here and there; 5,000 orders. */
export function ordersWorld(g: fc.GeneratorValue) {
  const some = <Value>(values: readonly Value[], most: number) =>
    g(() => fc.subarray([...values], { maxLength: most }));
  const one = <Value>(values: readonly Value[]) => g(() => fc.constantFrom(...values));
  const off = () => (g(fc.nat, 9) === 0 ? ['stock'] : []);
  const entity = (entityId: EntityId, type: string, parents: EntityId[]) => ({
    entityId,
    type,
    // Codes that the platform writes in another case.
    code: entityId.toUpperCase().replace('STORE', 'LÄDEN '),
    parents,
    closed: false,
    modulesOff: off(),
  });
  const entities = [
    ...concepts.map((id) => entity(id, 'concept', [])),
    ...zones.map((id) => entity(id, 'zone', [])),
    ...areas.map((id) => entity(id, 'area', some(zones, 1))),
    ...stores.map((id) =>
      entity(id, 'store', [...some(concepts, 1), ...some([...zones, ...areas], 2)]),
    ),
  ];
  const scopes = [organizationId, ...entities.map(({ entityId }) => entityId)] as const;
  const snapshot = createSnapshot({
    organizationId,
    revision: 1,
    model: ordersModel,
    modulesOff: g(fc.nat, 19) === 0 ? ['stock'] : [],
    entities,
    permissionSets: setIds.map((setId, index) => ({
      setId,
      permissions: some(permissions, 4),
      mayGrant: [],
      restrictions: index === 0 ? ['quiet'] : [],
    })),
    members: memberIds.map((memberId, index) => ({
      memberId,
      userId: null,
      externalId: null,
      role: index === 0 ? ('owner' as const) : ('member' as const),
      status: 'active',
      accessEndsAt: null,
      visiting: false,
    })),
    grants: Array.from({ length: 16 }, (_, index) => ({
      grantId: `grt_${index}` as const,
      memberId: memberIds[(index % 3) + 1] ?? 'mem_1',
      setId: one(index === 0 ? setIds : setIds.slice(1)),
      permissions: null,
      scope: one(scopes),
      startsAt: null,
      endsAt: null,
    })),
  });

  const parentsOf = new Map(entities.map(({ entityId, parents }) => [entityId, parents]));
  const zoneOf = (id: EntityId): EntityId | null => {
    const above = (parentsOf.get(id) ?? []).flatMap((parent) => [
      parent,
      ...(parentsOf.get(parent) ?? []),
    ]);
    return above.find((parent) => zones.includes(parent)) ?? null;
  };
  const codeOf = new Map<EntityId, string>(entities.map(({ entityId, code }) => [entityId, code]));
  const orders = Array.from({ length: 5_000 }, (_, id): OrderRow => {
    const store = id % 10 === 0 ? undefined : stores[id % stores.length];
    if (store !== undefined) {
      const code = codeOf.get(store)?.replace('L', 'l') ?? null;
      return { id, store_id: store, store_code: code, zone_id: zoneOf(store) };
    }
    const zone = id % 20 === 0 ? zones[(id / 20) % zones.length] : undefined;
    return { id, store_id: null, store_code: null, zone_id: zone ?? null };
  });
  return { snapshot, orders };
}

export const placeOfOrder = ({ store_id, zone_id }: OrderRow) => {
  const place = store_id ?? zone_id;
  return place === null ? organizationId : (`ent_${place.slice('ent_'.length)}` as const);
};
