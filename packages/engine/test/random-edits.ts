import type { Effect } from '../src/effects.ts';
import type { EntityId, GrantId, MemberId, PermissionSetId } from '../src/ids.ts';
import type { AccessModel } from '../src/model.ts';
import type {
  EntityState,
  GrantState,
  MemberState,
  OrganizationState,
  PermissionSetState,
} from '../src/state.ts';
import type { Chance } from './chance.ts';
import { above, permissionsOf } from './oracle.ts';
import { entityTypes, modelCount, randomModel } from './random-model.ts';
import {
  heldPermissions,
  holding,
  instant,
  newId,
  randomMember,
  type WorldEntity,
  type WorldMember,
  type WorldSet,
  type WorldTables,
} from './random-world.ts';

/** One change: its effects in any order, and the tables after it. */
export interface Edit {
  readonly effects: readonly Effect[];
  readonly tables: WorldTables;
  /** Given when the change moves the organization to another model. */
  readonly model?: AccessModel;
}

/** What foreign keys see to: no grant without its member, set and place, no place without its parents. */
export function withoutDangling(tables: WorldTables): WorldTables {
  return {
    ...tables,
    entities: new Map(
      [...tables.entities].map(([id, entity]) => [
        id,
        { ...entity, parents: entity.parents.filter((parent) => tables.entities.has(parent)) },
      ]),
    ),
    grants: new Map([...tables.grants].filter(([, grant]) => stands(tables, grant))),
  };
}

const stands = (tables: WorldTables, { memberId, setId, scope }: GrantState) =>
  tables.members.has(memberId) &&
  (setId === null || tables.sets.has(setId)) &&
  (scope === tables.id || tables.entities.has(scope as EntityId));

/** Some things put, moved and taken away in one change. */
export function randomEdit(chance: Chance, before: WorldTables, now: number): Edit {
  let tables = before.members.size > 1_000 ? regrant(chance, before, now) : before;
  const acts = Object.values(edits);
  for (const _ of chance.times(1 + chance.below(3), Number)) {
    tables = withoutDangling(chance.pick(acts)(chance, tables, now));
  }
  const model = tables.model === before.model ? undefined : tables.model;
  const effects = chance.shuffled(effectsBetween(before, tables));
  return { effects, tables, ...(model !== undefined && { model }) };
}

type Act = (chance: Chance, tables: WorldTables, now: number) => WorldTables;

const edits = {
  putMember: (chance, tables, now) => {
    const memberId = someId<MemberId>(chance, 'mem_', [...tables.members.keys()]);
    const member = randomMember(chance, memberId, now);
    return { ...tables, members: put(tables.members, memberId, member) };
  },
  endMember: (chance, tables) => {
    const [memberId] = chance.some([...tables.members.keys()], 1);
    const member = memberId === undefined ? undefined : tables.members.get(memberId);
    if (memberId === undefined || member === undefined) return tables;
    const status = chance.pick(['active', 'suspended', 'removed'] as const);
    return { ...tables, members: put(tables.members, memberId, { ...member, status }) };
  },
  removeMember: (chance, tables) => ({ ...tables, members: less(chance, tables.members) }),
  putGrant,
  putGrants: (chance, tables, now) =>
    chance.times(4, Number).reduce((grown) => putGrant(chance, grown, now), tables),
  removeGrants: (chance, tables) => ({
    ...tables,
    grants: less(chance, less(chance, tables.grants)),
  }),
  putSet: (chance, tables) => {
    const setId = someId<PermissionSetId>(chance, 'pst_', [...tables.sets.keys()]);
    const restrictions = Object.keys(tables.model.restrictions ?? {});
    return {
      ...tables,
      sets: put(tables.sets, setId, {
        permissions: heldPermissions(chance, permissionsOf(tables.model)),
        restrictions: chance.happens(0.7) ? [] : chance.some(restrictions, 2),
        mayGrant: chance.some([...tables.sets.keys()], 2),
      }),
    };
  },
  removeSet: (chance, tables) => ({ ...tables, sets: less(chance, tables.sets) }),
  putEntity: (chance, tables) => {
    const entityId = someId<EntityId>(chance, 'ent_', [...tables.entities.keys()]);
    const previous = tables.entities.get(entityId);
    const codes = [...tables.entities.values()].map(({ code }) => code.toLowerCase());
    let unused = `e${entityId.slice(0, 60)}`;
    while (codes.includes(unused.toLowerCase())) unused += 'x';
    const free = [...tables.entities.keys()].filter((other) => !above(tables, other).has(entityId));
    return {
      ...tables,
      entities: put(tables.entities, entityId, {
        type: previous?.type ?? chance.pick(entityTypes),
        // Unique whatever the type, so that a code names one place.
        code: chance.happens(0.3) || previous === undefined ? unused : previous.code,
        closed: chance.happens(0.2),
        parents:
          previous !== undefined && chance.happens(0.3) ? previous.parents : chance.some(free, 3),
        modulesOff: chance.happens(0.6) ? [] : chance.some(Object.keys(tables.model.modules), 2),
      }),
    };
  },
  removeEntity: (chance, tables) => {
    const inside = new Set([...tables.entities.values()].flatMap(({ parents }) => parents));
    const empty = [...tables.entities.keys()].filter((id) => !inside.has(id));
    const [entityId] = chance.some(empty, 1);
    const entities = new Map(tables.entities);
    if (entityId !== undefined) entities.delete(entityId);
    return { ...tables, entities };
  },
  switchModules: (chance, tables) => ({
    ...tables,
    modulesOff: chance.some(Object.keys(tables.model.modules), 2),
  }),
  moveModel: (chance, tables) =>
    chance.happens(0.3) ? { ...tables, model: randomModel(chance.below(modelCount)) } : tables,
} as const satisfies Record<string, Act>;

function putGrant(chance: Chance, tables: WorldTables, now: number): WorldTables {
  const members = [...tables.members.keys()];
  if (members.length === 0) return tables;
  const grantId = someId<GrantId>(chance, 'grt_', [...tables.grants.keys()]);
  const times = () => (chance.happens(0.6) ? null : instant(chance, now));
  return {
    ...tables,
    grants: put(tables.grants, grantId, {
      memberId: chance.pick(members),
      ...holding(chance, [...tables.sets.keys()], permissionsOf(tables.model)),
      scope: chance.pick([tables.id, ...tables.entities.keys()]),
      startsAt: times(),
      endsAt: times(),
    }),
  };
}

/** A third of all grants at once, as an import does it: what is written again leaves room that has to be swept. */
function regrant(chance: Chance, tables: WorldTables, now: number): WorldTables {
  const grants = new Map(tables.grants);
  for (const [grantId, grant] of tables.grants) {
    if (!chance.happens(0.33)) continue;
    const endsAt = chance.happens(0.5) ? null : instant(chance, now);
    grants.set(grantId, { ...grant, endsAt });
  }
  return { ...tables, grants };
}

/** One that is there, or a new one that is easily mistaken for it. */
function someId<Id extends string>(chance: Chance, prefix: string, taken: readonly Id[]): Id {
  if (taken.length > 0 && chance.happens(0.6)) return chance.pick(taken);
  return newId<Id>(chance, prefix, taken, taken.length);
}

const put = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value) =>
  new Map([...map, [key, value]]);

function less<Key, Value>(chance: Chance, map: ReadonlyMap<Key, Value>): Map<Key, Value> {
  const left = new Map(map);
  const [gone] = chance.some([...map.keys()], 1);
  if (gone !== undefined) left.delete(gone);
  return left;
}

/** The tables once the effects are written. */
export function tablesAfter(
  tables: WorldTables,
  effects: readonly Effect[],
  model: AccessModel = tables.model,
): WorldTables {
  const members = new Map(tables.members);
  const grants = new Map(tables.grants);
  const sets = new Map(tables.sets);
  const entities = new Map(tables.entities);
  let { modulesOff } = tables;
  for (const effect of effects) {
    if (effect.object === 'member') write(members, effect.id, effect.after);
    if (effect.object === 'grant') write(grants, effect.id, effect.after);
    if (effect.object === 'permissionSet') write(sets, effect.id, effect.after);
    if (effect.object === 'entity') write(entities, effect.id, effect.after);
    if (effect.object === 'organization') modulesOff = effect.after?.modulesOff ?? modulesOff;
  }
  return { ...tables, model, modulesOff, members, grants, sets, entities };
}

function write<Id, Row>(table: Map<Id, Row>, id: Id, after: Row | null): void {
  if (after === null) table.delete(id);
  else table.set(id, after);
}

/** The same effects where the tables before are others: what each of them replaces is what is there now. */
export const rebased = (tables: WorldTables, effects: readonly Effect[]): Effect[] =>
  effects.map((effect): Effect => {
    switch (effect.object) {
      case 'member':
        return { ...effect, before: memberState(tables.members.get(effect.id)) };
      case 'grant':
        return { ...effect, before: tables.grants.get(effect.id) ?? null };
      case 'permissionSet':
        return { ...effect, before: setState(tables.sets.get(effect.id)) };
      case 'entity':
        return { ...effect, before: entityState(tables.entities.get(effect.id)) };
      case 'organization':
        return { ...effect, before: organizationState(tables) };
      default:
        return effect;
    }
  });

/** What lies between two states of the tables, as the change log records it. */
function effectsBetween(before: WorldTables, after: WorldTables): Effect[] {
  const effects: Effect[] = [];
  if (before.modulesOff !== after.modulesOff || before.model !== after.model) {
    const states = { before: null, after: organizationState(after) };
    effects.push({ object: 'organization', id: after.id, ...states });
  }
  for (const id of changed(before.members, after.members)) {
    const state = memberState(after.members.get(id));
    effects.push({ object: 'member', id, before: null, after: state });
  }
  for (const id of changed(before.grants, after.grants)) {
    effects.push({ object: 'grant', id, before: null, after: after.grants.get(id) ?? null });
  }
  for (const id of changed(before.sets, after.sets)) {
    const state = setState(after.sets.get(id));
    effects.push({ object: 'permissionSet', id, before: null, after: state });
  }
  for (const id of changed(before.entities, after.entities)) {
    const state = entityState(after.entities.get(id));
    effects.push({ object: 'entity', id, before: null, after: state });
  }
  return rebased(before, effects);
}

const changed = <Id, Row>(before: ReadonlyMap<Id, Row>, after: ReadonlyMap<Id, Row>): Id[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter(
    (id) => before.get(id) !== after.get(id),
  );

// The columns that no snapshot reads are filled with anything.

const memberState = (row: WorldMember | undefined): MemberState | null =>
  row === undefined
    ? null
    : {
        name: '',
        phone: null,
        address: '',
        signInMethod: 'password',
        joinedAt: null,
        removedAt: null,
        ...row,
      };

const setState = (row: WorldSet | undefined): PermissionSetState | null =>
  row === undefined
    ? null
    : { kind: 'custom', modelKey: null, name: '', description: '', copiedFrom: null, ...row };

const entityState = (row: WorldEntity | undefined): EntityState | null =>
  row === undefined ? null : { name: '', city: null, ...row };

const organizationState = ({ model, modulesOff }: WorldTables): OrganizationState => ({
  name: '',
  modelHash: hashOf(model),
  allowedDomains: [],
  invitationDays: 7,
  selfServe: true,
  modulesOff,
  typesOff: [],
});

const hashes = new Map<AccessModel, string>();
function hashOf(model: AccessModel): string {
  const known = hashes.get(model) ?? `hash-${hashes.size}`;
  hashes.set(model, known);
  return known;
}
