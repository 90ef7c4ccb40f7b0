import type { Question } from '../src/decision.ts';
import type {
  EntityId,
  GrantId,
  Instant,
  MemberId,
  OrganizationId,
  PermissionSetId,
  Scope,
  UserId,
} from '../src/ids.ts';
import { createSnapshot, type SnapshotRows } from '../src/snapshot/create-snapshot.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';
import type {
  EntityState,
  GrantHolding,
  GrantState,
  MemberState,
  PermissionSetState,
} from '../src/state.ts';
import { Chance } from './chance.ts';
import { idTail, neighbour } from './odd-ids.ts';
import { permissionsOf, type Tables } from './oracle.ts';
import { entityTypes, modelCount, randomModel } from './random-model.ts';

/** The tables with every column that a snapshot reads. */
export interface WorldTables extends Tables {
  readonly id: OrganizationId;
  readonly members: ReadonlyMap<MemberId, WorldMember>;
  readonly grants: ReadonlyMap<GrantId, GrantState>;
  readonly sets: ReadonlyMap<PermissionSetId, WorldSet>;
  readonly entities: ReadonlyMap<EntityId, WorldEntity>;
}

export type WorldMember = Pick<
  MemberState,
  'role' | 'status' | 'accessEndsAt' | 'visiting' | 'userId' | 'externalId'
>;
export type WorldSet = Pick<PermissionSetState, 'permissions' | 'restrictions' | 'mayGrant'>;
export type WorldEntity = Pick<EntityState, 'parents' | 'modulesOff' | 'type' | 'code' | 'closed'>;

export interface World {
  readonly tables: WorldTables;
  readonly snapshot: Snapshot;
  /** A branch that is not published answers questions and holds no lists. */
  readonly holdsLists: boolean;
  readonly members: readonly MemberId[];
  readonly places: readonly Scope[];
  readonly permissions: readonly string[];
  readonly grants: readonly GrantState[];
  /** What lies directly in a place. */
  readonly children: ReadonlyMap<Scope, readonly Scope[]>;
  /** The instant around which everything begins and ends. */
  readonly now: Instant;
}

export interface WorldSize {
  readonly members: number;
  readonly entities: number;
  readonly sets: number;
  readonly grants: number;
}

/** Small and dense, so that every combination of place, time and set comes up. */
export const tiny: WorldSize = { members: 4, entities: 9, sets: 5, grants: 10 };
export const middling: WorldSize = { members: 30, entities: 40, sets: 12, grants: 90 };
export const large: WorldSize = { members: 500, entities: 300, sets: 60, grants: 1_500 };
/** Few people with very many grants each. */
export const crowded: WorldSize = { members: 3, entities: 60, sets: 12, grants: 160 };
/** So many people at the same few places that lists of them come in pieces. */
export const wide: WorldSize = { members: 2_500, entities: 1, sets: 1, grants: 4_000 };

const clocks = [1, 0, -7, 2 ** 31, 2 ** 32, Date.UTC(2026, 10, 26)];
const farAway = [0, 1, -(2 ** 31), 2 ** 31 - 1, 2 ** 32, 8.64e15, -8.64e15];

/** A world of up to this size; with the same seeds the same one. */
export function randomWorld(size: WorldSize, ...seeds: readonly number[]): World {
  const chance = new Chance(...seeds);
  const model = randomModel(chance.below(modelCount));
  const now = chance.pick(clocks);
  return worldOf(randomTables(chance, size, model, now), now);
}

export function worldOf(tables: WorldTables, now: Instant): World {
  const children = new Map<Scope, Scope[]>();
  for (const [id, { parents }] of tables.entities) {
    for (const parent of parents.length === 0 ? [tables.id] : parents) {
      children.set(parent, [...(children.get(parent) ?? []), id]);
    }
  }
  return {
    grants: [...tables.grants.values()],
    children,
    tables,
    snapshot: snapshotOf(tables),
    holdsLists: true,
    members: [...tables.members.keys()],
    places: [tables.id, ...tables.entities.keys()],
    permissions: permissionsOf(tables.model),
    now,
  };
}

/** An instant at, just beside or far from the one around which everything begins and ends. */
export function instant(chance: Chance, now: Instant): Instant {
  return chance.happens(0.8) ? now + chance.pick([-1, 0, 0, 1]) : chance.pick(farAway);
}

const maybeInstant = (chance: Chance, now: Instant) =>
  chance.happens(0.5) ? null : instant(chance, now);

/** A question about what there is, sometimes about what there is not, in one place or several; mostly one that a grant may answer. */
export function randomQuestion(chance: Chance, world: World): Question {
  const { tables, members, places, permissions } = world;
  const grants = world.grants;
  const grant = grants.length > 0 && chance.happens(0.75) ? chance.pick(grants) : null;
  const given =
    grant === null ? [] : (grant.permissions ?? tables.sets.get(grant.setId)?.permissions ?? []);
  const onePlace = () => {
    if (chance.happens(0.02)) return stranger<Scope>(chance, places);
    return grant === null || chance.happens(0.4)
      ? chance.pick(places)
      : within(world, chance, grant.scope);
  };
  const sets = [...tables.sets.keys()];
  const known = (name: string) => permissions.includes(name);
  return {
    memberId:
      members.length === 0 || chance.happens(0.02)
        ? stranger<MemberId>(chance, members)
        : grant !== null && tables.members.has(grant.memberId)
          ? grant.memberId
          : chance.pick(members),
    permission: chance.happens(0.02)
      ? stranger<string>(chance, permissions)
      : chance.pick(given.some(known) && chance.happens(0.7) ? given.filter(known) : permissions),
    place: chance.happens(0.15) ? chance.times(chance.below(4), onePlace) : onePlace(),
    ...(chance.happens(0.15) && {
      groups: chance.times(1 + chance.below(3), () =>
        sets.length === 0 || chance.happens(0.1)
          ? stranger<PermissionSetId>(chance, sets)
          : chance.pick(sets),
      ),
    }),
  };
}

/** The scope, or a place some steps below it. */
function within({ children, places }: World, chance: Chance, scope: Scope): Scope {
  let place = scope;
  while (chance.happens(0.6)) {
    const below = children.get(place) ?? [];
    if (below.length === 0) break;
    place = chance.pick(below);
  }
  return places.includes(place) ? place : chance.pick(places);
}

/** A name that is close to one of these; what a caller sends is any text, whatever its type says. */
function stranger<Id extends string>(chance: Chance, known: readonly Id[]): Id {
  const names = ['', '\0', 'toString', '__proto__', 'mem_', 'ent_', 'org_', 'pst_'];
  if (known.length === 0 || chance.happens(0.3)) return chance.pick(names) as Id; // see above
  const close = chance.pick(known);
  const text = chance.happens(0.3)
    ? `${chance.pick(['mem_', 'ent_', 'org_', 'usr_'])}${close.slice(4)}`
    : neighbour(chance, close);
  return text as Id; // see above
}

function randomTables(
  chance: Chance,
  size: WorldSize,
  model: Tables['model'],
  now: Instant,
): WorldTables {
  const permissions = permissionsOf(model);
  const modules = [...Object.keys(model.modules), 'gone', 'toString'];
  const modulesOff = () => (chance.happens(0.75) ? [] : chance.some(modules, 2));
  const id = newId<OrganizationId>(chance, 'org_', [], 0);
  const setIds = newIds<PermissionSetId>(chance, 'pst_', size.sets);
  const memberIds = newIds<MemberId>(chance, 'mem_', size.members);
  const entityIds = newIds<EntityId>(chance, 'ent_', size.entities).filter(
    (entityId: string) => entityId !== id,
  );
  const grantIds = newIds<GrantId>(chance, 'grt_', size.grants);
  const codes = new Set<string>();

  const entities = entityIds.map((entityId, index): [EntityId, WorldEntity] => {
    const type = chance.pick(entityTypes);
    let code = `${chance.pick(['', 'p', 'P', 'x', 's:'])}${chance.below(4)}`;
    while (codes.has(`${type}/${code.toLowerCase()}`)) code += chance.pick(['p', 'x']);
    codes.add(`${type}/${code.toLowerCase()}`);
    // A parent that is not there is none.
    const above = [...entityIds.slice(Math.max(0, index - 40), index), 'ent_gone' as const];
    return [
      entityId,
      {
        type,
        code,
        closed: chance.happens(0.1),
        parents: chance.happens(0.2) ? [] : chance.some(above, 3),
        modulesOff: modulesOff(),
      },
    ];
  });
  const restrictions = [...Object.keys(model.restrictions ?? {}), 'gone'];
  const sets = setIds.map((setId): [PermissionSetId, WorldSet] => [
    setId,
    {
      permissions: heldPermissions(chance, permissions),
      restrictions: chance.happens(0.8) ? [] : chance.some(restrictions, 2),
      mayGrant: chance.happens(0.2) ? '*' : chance.some(setIds, 2),
    },
  ]);
  const members = memberIds.map((memberId): [MemberId, WorldMember] => [
    memberId,
    randomMember(chance, memberId, now),
  ]);
  const grants = grantIds.map((grantId): [GrantId, GrantState] => [
    grantId,
    {
      memberId: memberIds.length === 0 ? 'mem_gone' : chance.pick(memberIds),
      ...holding(chance, setIds, permissions),
      scope: chance.happens(0.03) ? 'ent_gone' : chance.pick([id, ...entityIds]),
      startsAt: maybeInstant(chance, now),
      endsAt: maybeInstant(chance, now),
    },
  ]);
  return {
    id,
    model,
    modulesOff: modulesOff(),
    members: new Map(chance.shuffled(members)),
    grants: new Map(chance.shuffled(grants)),
    sets: new Map(chance.shuffled(sets)),
    entities: new Map(chance.shuffled(entities)),
  };
}

export function randomMember(chance: Chance, memberId: MemberId, now: Instant): WorldMember {
  const userId: UserId = `usr_${memberId}`;
  return {
    role: chance.happens(0.15) ? 'owner' : 'member',
    status: chance.happens(0.85) ? 'active' : chance.pick(['invited', 'suspended', 'removed']),
    accessEndsAt: chance.happens(0.7) ? null : maybeInstant(chance, now),
    visiting: chance.happens(0.1),
    userId: chance.happens(0.7) ? userId : null,
    // A platform may name its people as we do.
    externalId: chance.happens(0.5) ? `${chance.happens(0.9) ? 'x' : ''}${memberId}x` : null,
  };
}

export function holding(
  chance: Chance,
  setIds: readonly PermissionSetId[],
  permissions: readonly string[],
): GrantHolding {
  return setIds.length === 0 || chance.happens(0.3)
    ? { setId: null, permissions: heldPermissions(chance, permissions) }
    : { setId: chance.happens(0.02) ? 'pst_gone' : chance.pick(setIds), permissions: null };
}

/** Few, many or all; sometimes names that the model does not have, or the two first names once apart and once in one. */
export function heldPermissions(chance: Chance, permissions: readonly string[]): string[] {
  if (chance.happens(0.08)) return permissions.slice(0, 2);
  if (chance.happens(0.04)) {
    return [permissions.slice(0, 2).join(chance.pick(['\n', ',', '\0', ' ', '']))];
  }
  const held = chance.happens(0.1) ? [...permissions] : chance.some(permissions, 6);
  if (chance.happens(0.1)) held.push(chance.pick(['gone.a1', '', '__proto__', 'toString']));
  return held;
}

function newIds<Id extends string>(chance: Chance, prefix: string, most: number): Id[] {
  const ids: Id[] = [];
  const count = chance.happens(0.1)
    ? chance.below(most + 1)
    : Math.ceil(most * (0.4 + 0.6 * chance.next()));
  while (ids.length < count) {
    const id = newId<Id>(chance, prefix, ids, ids.length);
    if (!ids.includes(id)) ids.push(id);
  }
  return ids;
}

/** Mostly with the prefix of its kind; the engine itself takes any text. */
export function newId<Id extends string>(
  chance: Chance,
  prefix: string,
  taken: readonly Id[],
  index: number,
): Id {
  const tails = taken.slice(-20).map((id) => id.slice(prefix.length));
  const tail = idTail(chance, tails, index);
  return `${chance.happens(0.97) ? prefix : ''}${tail}` as Id; // see above
}

export function snapshotOf(tables: WorldTables): Snapshot {
  return createSnapshot(rowsOf(tables));
}

export function rowsOf(tables: WorldTables, revision = 0): SnapshotRows {
  return {
    organizationId: tables.id,
    revision,
    model: tables.model,
    modulesOff: tables.modulesOff,
    entities: [...tables.entities].map(([entityId, entity]) => ({ entityId, ...entity })),
    permissionSets: [...tables.sets].map(([setId, set]) => ({ setId, ...set })),
    members: [...tables.members].map(([memberId, member]) => ({ memberId, ...member })),
    grants: [...tables.grants].map(([grantId, grant]) => ({ grantId, ...grant })),
  };
}
