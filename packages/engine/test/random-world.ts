import fc from 'fast-check';
import type { EntityId, MemberId, PermissionSetId, Scope } from '../src/ids.ts';
import { createSnapshot } from '../src/snapshot/create-snapshot.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';
import type { GrantHolding, GrantState } from '../src/state.ts';
import { permissionsOf, type Tables } from './oracle.ts';
import { shopModel } from './shop-model.ts';

export interface World {
  readonly tables: Tables;
  readonly snapshot: Snapshot;
  readonly members: readonly MemberId[];
  readonly places: readonly Scope[];
}

const permissions = permissionsOf(shopModel);
const organizationId = 'org_world';
const memberIds: MemberId[] = ['mem_0', 'mem_1', 'mem_2'];
const setIds: PermissionSetId[] = ['pst_0', 'pst_1', 'pst_2', 'pst_3'];
const layers: readonly (readonly EntityId[])[] = [
  ['ent_c0', 'ent_c1', 'ent_z0', 'ent_z1'],
  ['ent_a0', 'ent_a1'],
  ['ent_s0', 'ent_s1', 'ent_s2'],
];
const places: Scope[] = [organizationId, ...layers.flat()];
const modulesOff = fc.constantFrom<string[][]>([], [], [], ['stock']);
const instant = fc.constantFrom(null, 0, 1, 2);

/** Small and dense, so that every combination of place, time and set comes up; sets need not be sensible. */
export const world: fc.Arbitrary<World> = fc
  .record({
    entities: fc.tuple(
      ...layers.flatMap((layer, depth) =>
        layer.map((id) =>
          fc
            .subarray(layers.slice(0, depth).flat(), { maxLength: depth === 0 ? 0 : 2 })
            .chain((parents) => modulesOff.map((off) => ({ id, parents, modulesOff: off }))),
        ),
      ),
    ),
    modulesOff,
    sets: fc.tuple(
      ...setIds.map(() =>
        fc.record({
          permissions: fc.subarray(permissions, { maxLength: 5 }),
          restrictions: fc.oneof(
            { weight: 4, arbitrary: fc.constant([]) },
            fc.subarray(['hide-number', 'hide-notes']),
          ),
        }),
      ),
    ),
    members: fc.tuple(
      ...memberIds.map(() =>
        fc.record({
          role: fc.constantFrom('member', 'member', 'member', 'owner'),
          status: fc.constantFrom('active', 'active', 'active', 'suspended', 'invited'),
          accessEndsAt: fc.constantFrom(null, null, 1),
        }),
      ),
    ),
    grants: fc.array(
      fc.record({
        memberId: fc.constantFrom(...memberIds),
        holding: fc.oneof<fc.Arbitrary<GrantHolding>[]>(
          fc.constantFrom(...setIds).map((setId) => ({ setId, permissions: null })),
          fc
            .subarray(permissions, { maxLength: 3 })
            .map((direct) => ({ setId: null, permissions: direct })),
        ),
        scope: fc.constantFrom(...places),
        startsAt: instant,
        endsAt: instant,
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ entities, sets, members, grants, modulesOff: off }) => {
    const tables: Tables = {
      id: organizationId,
      model: shopModel,
      modulesOff: off,
      entities: new Map(entities.map(({ id, ...entity }) => [id, entity])),
      sets: new Map(
        setIds.flatMap((id, index) => {
          const set = sets[index];
          return set === undefined ? [] : [[id, set] as const];
        }),
      ),
      members: new Map(
        memberIds.flatMap((id, index) => {
          const member = members[index];
          return member === undefined ? [] : [[id, member] as const];
        }),
      ),
      grants: new Map(
        grants.map(({ holding, ...grant }, index): [string, GrantState] => [
          `grt_${index}`,
          { ...grant, ...holding },
        ]),
      ),
    };
    return { tables, snapshot: snapshotOf(tables), members: memberIds, places };
  });

function snapshotOf(tables: Tables): Snapshot {
  return createSnapshot({
    organizationId,
    revision: 0,
    model: tables.model,
    modulesOff: tables.modulesOff,
    entities: [...tables.entities].map(([entityId, entity]) => ({
      entityId,
      type: 'place',
      code: entityId,
      closed: false,
      ...entity,
    })),
    permissionSets: [...tables.sets].map(([setId, set]) => ({ setId, ...set, mayGrant: '*' })),
    members: [...tables.members].map(([memberId, member]) => ({
      memberId,
      userId: null,
      externalId: null,
      visiting: false,
      ...member,
    })),
    grants: [...tables.grants].map(([id, grant]) => ({
      grantId: `grt_${id.slice('grt_'.length)}` as const,
      ...grant,
    })),
  });
}
