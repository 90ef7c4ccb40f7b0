import {
  createSnapshot,
  defineAccessModel,
  type EntityId,
  type GrantHolding,
  type MemberId,
  type OrganizationId,
  type PermissionSetId,
  type Scope,
  type Snapshot,
} from '@latchkey/engine';
import fc from 'fast-check';

/** Small, and everything that a search has to get right occurs in it: requirements, switches, restrictions, masks on stored places, properties. */
export const depotModel = defineAccessModel({
  key: 'depot',
  label: 'Depot',
  entityTypes: {
    tag: { label: 'Tag', plural: 'Tags', parents: ['organization'] },
    zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
    store: { label: 'Store', plural: 'Stores', parents: ['zone', 'organization'] },
  },
  modules: {
    stock: {
      label: 'Stock',
      switchable: {},
      permissions: {
        'stock.read': { label: 'See stock', description: 'See stock.' },
        'stock.count': {
          label: 'Count stock',
          description: 'Count stock.',
          requires: ['stock.read'],
        },
      },
    },
    money: {
      label: 'Money',
      permissions: {
        'money.view': {
          label: 'See revenue',
          description: 'See revenue.',
          opens: { zone: { revenue: 'absent' } },
        },
        'money.approve': {
          label: 'Approve',
          description: 'Approve.',
          requires: ['stock.read'],
        },
      },
    },
  },
  permissionSets: {
    counter: { name: 'Counter', description: '', permissions: ['stock.read', 'stock.count'] },
    approver: { name: 'Approver', description: '', permissions: ['stock.read', 'money.approve'] },
    hidden: {
      name: 'Hidden',
      description: '',
      permissions: ['stock.read'],
      restrictions: ['hide-phone'],
    },
  },
  restrictions: {
    'hide-phone': {
      label: 'Hide phones',
      description: '',
      masks: { store: { phone: 'redacted' } },
      hidesModules: ['money'],
    },
  },
  resources: { zone: {}, store: { tag: 'tag' }, parcel: { store: 'store', tag: 'tag' } },
  subjects: { role: { approver: 'approver', hidden: 'hidden' } },
  actions: {
    look: { permission: 'stock.read' },
    approve: { variants: { size: { small: 'money.view', large: 'money.approve' } } },
  },
});

const permissions = ['stock.read', 'stock.count', 'money.view', 'money.approve'];
export const memberIds: readonly MemberId[] = ['mem_0', 'mem_1', 'mem_2', 'mem_3'];
const ownSets: readonly PermissionSetId[] = ['pst_0', 'pst_1'];
const zones: readonly EntityId[] = ['ent_z0', 'ent_z1'];
const stores: readonly EntityId[] = ['ent_s0', 'ent_s1', 'ent_s2'];
const tags: readonly EntityId[] = ['ent_t0', 'ent_t1'];
export const entityIds: readonly EntityId[] = [...zones, ...stores, ...tags];

const HOUR_MS = 3_600_000;
const modulesOff = fc.constantFrom<string[][]>([], [], [], ['stock']);

/** A random organization with these sets of the model, as a snapshot: who is who, what lies where, who holds what until when. */
export const depot = (
  organizationId: OrganizationId,
  standardSets: ReadonlyMap<string, PermissionSetId>,
): fc.Arbitrary<Snapshot> => {
  const setIds = [...standardSets.values(), ...ownSets];
  const scopes: Scope[] = [organizationId, ...entityIds];
  // Long past or long to come, so that nothing turns while it is looked at.
  const instant = fc.constantFrom(null, null, Date.now() - HOUR_MS, Date.now() + HOUR_MS);
  return fc
    .record({
      modulesOff,
      parents: fc.tuple(...stores.map(() => fc.subarray([...zones], { maxLength: 1 }))),
      offAt: fc.tuple(...entityIds.map(() => modulesOff)),
      closed: fc.subarray([...entityIds], { maxLength: 2 }),
      sets: fc.tuple(
        ...ownSets.map(() =>
          fc.record({
            permissions: fc.subarray(permissions),
            restrictions: fc.constantFrom<string[][]>([], [], ['hide-phone']),
          }),
        ),
      ),
      members: fc.tuple(
        ...memberIds.map(() =>
          fc.record({
            role: fc.constantFrom('member' as const, 'member' as const, 'owner' as const),
            status: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const),
            named: fc.boolean(),
            accessEndsAt: instant,
          }),
        ),
      ),
      grants: fc.array(
        fc.record({
          memberId: fc.constantFrom(...memberIds),
          holding: fc.oneof<fc.Arbitrary<GrantHolding>[]>(
            fc.constantFrom(...setIds).map((setId) => ({ setId, permissions: null })),
            fc
              .subarray(permissions, { minLength: 1 })
              .map((direct) => ({ setId: null, permissions: direct })),
          ),
          scope: fc.constantFrom(...scopes),
          startsAt: instant,
          endsAt: instant,
        }),
        { maxLength: 10 },
      ),
    })
    .map(({ sets, members, grants, parents, offAt, closed, modulesOff: off }) =>
      createSnapshot({
        organizationId,
        revision: 1,
        model: depotModel,
        modulesOff: off,
        entities: entityIds.map((entityId, index) => ({
          entityId,
          type: typeOf(entityId),
          code: `code-${entityId.slice('ent_'.length)}`,
          closed: closed.includes(entityId),
          modulesOff: offAt[index] ?? [],
          parents: parents[stores.indexOf(entityId)] ?? [],
        })),
        permissionSets: [
          ...[...standardSets].map(([key, setId]) => ({
            setId,
            permissions: depotModel.permissionSets[key]?.permissions ?? [],
            restrictions: depotModel.permissionSets[key]?.restrictions ?? [],
            mayGrant: [],
          })),
          ...ownSets.map((setId, index) => ({
            setId,
            permissions: sets[index]?.permissions ?? [],
            restrictions: sets[index]?.restrictions ?? [],
            mayGrant: [],
          })),
        ],
        members: memberIds.flatMap((memberId, index) => {
          const member = members[index];
          if (!member) return [];
          const { named, ...rest } = member;
          const externalId = named ? `crm-${index}` : null;
          return [
            { memberId, userId: `usr_${index}` as const, externalId, visiting: false, ...rest },
          ];
        }),
        grants: grants.map(({ holding, ...grant }, index) => ({
          grantId: `grt_${index}` as const,
          ...grant,
          ...holding,
        })),
      }),
    );
};

/** The entity type that an id of the depot stands for. */
export const typeOf = (entityId: EntityId): string =>
  zones.includes(entityId) ? 'zone' : stores.includes(entityId) ? 'store' : 'tag';
