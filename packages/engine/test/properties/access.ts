import { accessOf } from '../../src/decide/access-of.ts';
import { activeMembers } from '../../src/decide/active-members.ts';
import { bindingRestrictions } from '../../src/decide/binding-restrictions.ts';
import { dominates, handOutSets, mayHandOut, sees } from '../../src/decide/management.ts';
import type { Instant, MemberId, PermissionSetId, Scope } from '../../src/ids.ts';
import type { GrantHolding, GrantState } from '../../src/state.ts';
import {
  above,
  gives,
  heldAt,
  hiddenModules,
  isAllowed,
  isLive,
  isOff,
  moduleOf,
  needs,
  restrictionsOf,
} from '../oracle.ts';
import { instant, type WorldTables } from '../random-world.ts';
import { type Property, same } from './property.ts';

export const access: readonly Property[] = [
  {
    name: 'a person’s access says of every permission where it counts, what gives it and what stands in its way',
    holds: (world, chance, effort) => {
      const { snapshot, places, permissions } = world;
      for (const memberId of chance.shuffled(world.members).slice(0, 2 * effort)) {
        const now = instant(chance, world.now);
        const told = accessOf(snapshot, memberId, now);
        const tables = awake(world.tables, memberId);
        const isOwner = tables.members.get(memberId)?.role === 'owner';
        const live = [...tables.grants.values()].filter(
          (grant) => grant.memberId === memberId && isLive(grant, now) && stands(tables, grant),
        );
        const binding = [...restrictionsOf(tables, memberId, now)].sort();
        const asked = () => ({ accessOf: memberId, now, told });
        same(
          told?.restrictions.map(({ key }) => key),
          binding,
          asked,
        );
        same(bindingRestrictions(snapshot, memberId, now), binding, asked);
        for (const { key, setIds } of told?.restrictions ?? []) {
          const carrying = live.flatMap(({ setId }) =>
            setId !== null && tables.sets.get(setId)?.restrictions.includes(key) ? [setId] : [],
          );
          same(new Set(setIds), new Set(carrying), asked);
        }
        for (const permission of chance.shuffled(permissions).slice(0, 12)) {
          const may = places.filter((place) =>
            isAllowed(tables, { memberId, permission, place }, now),
          );
          const giving = isOwner
            ? []
            : live.filter((grant) => gives(tables, grant).has(permission));
          const found = told?.permissions.find((one) => one.permission === permission);
          const about = () => [permission, may, asked()];
          same(found !== undefined, giving.length > 0 || may.length > 0, about);
          if (found === undefined) continue;
          const { under, except, blocked, through } = found;
          const reached = places.filter((place) => {
            const lineage = above(tables, place);
            return (
              under.some((scope) => lineage.has(scope)) &&
              !except.some((scope) => lineage.has(scope))
            );
          });
          same(reached, may, about);
          const pairs = through.flatMap(({ setId, scopes }) => scopes.map((at) => [setId, at]));
          const expected = giving.map(({ setId, scope }) => [setId, scope]);
          same(new Set(pairs.map(String)), new Set(expected.map(String)), about);
          const isTwice = through.some(({ scopes }) => new Set(scopes).size < scopes.length);
          same(isTwice, false, about);
          same(blocked, may.length > 0 ? null : obstacle(tables, memberId, permission, now), about);
        }
      }
    },
  },
  {
    name: 'whoever counts at present is listed, in the order of the ids',
    holds: ({ snapshot, tables, members, holdsLists, now }, chance) => {
      if (!holdsLists) return;
      const after = chance.happens(0.5) || members.length === 0 ? null : chance.pick(members);
      const expected = members.filter((memberId) => {
        const member = tables.members.get(memberId);
        const ends = member?.accessEndsAt ?? null;
        return (
          member?.status === 'active' && (ends === null || now < ends) && memberId > (after ?? '')
        );
      });
      if (after === null && members.includes('' as MemberId)) return;
      same(activeMembers(snapshot, after, now), expected.sort(), () => ({ after, now }));
    },
  },
  {
    name: 'a set is handed out, and a person seen or managed, exactly by those who hold as much there',
    holds: (world, chance, effort) => {
      const { snapshot, tables, members, places } = world;
      const sets = [...tables.sets.keys()];
      for (const memberId of chance.shuffled(members).slice(0, 3 * effort)) {
        const now = instant(chance, world.now);
        const may = sets.filter((setId) => {
          const at = places.filter((place) => handsOut(tables, memberId, setId, place, now));
          for (const place of places) {
            same(mayHandOut(snapshot, memberId, setId, place, now), at.includes(place), () => ({
              mayHandOut: memberId,
              setId,
              place,
              now,
            }));
          }
          return at.length > 0;
        });
        same(handOutSets(snapshot, memberId, now), may.sort(), () => ({ memberId, now }));
        for (const target of chance.some(members, 4)) {
          const asked = () => ({ memberId, target, now });
          same(
            sees(snapshot, memberId, target, now),
            plainlySees(tables, memberId, target, now),
            asked,
          );
          const above = plainlyAbove(tables, memberId, target, now);
          same(dominates(snapshot, memberId, target, now), above, asked);
        }
      }
    },
  },
];

/** As if the person were active and without an end. */
function awake(tables: WorldTables, memberId: MemberId): WorldTables {
  const member = tables.members.get(memberId);
  if (member === undefined) return tables;
  const members = new Map(tables.members);
  members.set(memberId, { ...member, status: 'active', accessEndsAt: null });
  return { ...tables, members };
}

const stands = (tables: WorldTables, { setId, scope }: GrantState) =>
  (setId === null || tables.sets.has(setId)) &&
  (scope === tables.id || new Map<Scope, unknown>(tables.entities).has(scope));

function obstacle(tables: WorldTables, memberId: MemberId, permission: string, now: Instant) {
  const module = moduleOf(tables.model, permission);
  if (hiddenModules(tables, memberId, now).has(module)) return 'masked';
  const places: Scope[] = [tables.id, ...tables.entities.keys()];
  const held = new Set(places.flatMap((at) => [...heldAt(tables, memberId, at, now)]));
  const isComplete = [...needs(tables.model, permission)].every((need) => held.has(need));
  return isComplete && places.some((at) => isOff(tables, permission, at))
    ? 'module_disabled'
    : 'missing_required';
}

const managing = ['access.member.invite', 'access.member.change'];

const counts = ({ members }: WorldTables, memberId: MemberId, now: Instant) => {
  const { status, accessEndsAt = null } = members.get(memberId) ?? {};
  return status === 'active' && (accessEndsAt === null || now < accessEndsAt);
};

/** What is held there and neither hidden nor lacking what it requires; what is merely switched off is held. */
function own(tables: WorldTables, memberId: MemberId, place: Scope, now: Instant): Set<string> {
  const hidden = hiddenModules(tables, memberId, now);
  const held = [...heldAt(tables, memberId, place, now)].filter(
    (name) => moduleOf(tables.model, name) !== '' && !hidden.has(moduleOf(tables.model, name)),
  );
  return new Set(
    held.filter((name) => [...needs(tables.model, name)].every((need) => held.includes(need))),
  );
}

/** What a holding comes to: without what the set's own restrictions hide. */
function comesTo(tables: WorldTables, holding: GrantHolding): string[] {
  const restrictions = (holding.setId && tables.sets.get(holding.setId)?.restrictions) || [];
  const hidden = restrictions.flatMap((key) => {
    const known = tables.model.restrictions ?? {};
    return Object.hasOwn(known, key) ? (known[key]?.hidesModules ?? []) : [];
  });
  return [...gives(tables, holding)].filter(
    (name) => moduleOf(tables.model, name) !== '' && !hidden.includes(moduleOf(tables.model, name)),
  );
}

function handsOut(
  tables: WorldTables,
  memberId: MemberId,
  setId: PermissionSetId,
  place: Scope,
  now: Instant,
): boolean {
  if (!counts(tables, memberId, now)) return false;
  if (tables.members.get(memberId)?.role === 'owner') return true;
  const has = own(tables, memberId, place, now);
  if (!comesTo(tables, { setId, permissions: null }).every((name) => has.has(name))) return false;
  const carried = tables.sets.get(setId)?.restrictions ?? [];
  if (![...restrictionsOf(tables, memberId, now)].every((key) => carried.includes(key))) {
    return false;
  }
  return [...tables.grants.values()].some((grant) => {
    if (grant.memberId !== memberId || grant.setId === null || !isLive(grant, now)) return false;
    const held = tables.sets.get(grant.setId);
    const names = held?.mayGrant === '*' || held?.mayGrant.includes(setId) === true;
    return (
      names &&
      stands(tables, grant) &&
      above(tables, place).has(grant.scope) &&
      managing.some((name) => gives(tables, grant).has(name) && has.has(name))
    );
  });
}

const grantsOf = (tables: WorldTables, memberId: MemberId) =>
  [...tables.grants.values()].filter(
    (grant) => grant.memberId === memberId && stands(tables, grant),
  );

function plainlySees(tables: WorldTables, actor: MemberId, target: MemberId, now: Instant) {
  const reads = (place: Scope) => {
    const question = { memberId: actor, permission: 'access.member.read', place };
    return isAllowed(tables, question, now);
  };
  return (
    actor === target ||
    reads(tables.id) ||
    grantsOf(tables, target).some(({ scope }) => reads(scope))
  );
}

function plainlyAbove(tables: WorldTables, actor: MemberId, target: MemberId, now: Instant) {
  if (!counts(tables, actor, now)) return false;
  if (tables.members.get(actor)?.role === 'owner') return true;
  if (tables.members.get(target)?.role === 'owner') return false;
  const names = [...managing, 'access.member.remove'];
  const held = grantsOf(tables, target).filter(({ endsAt }) => endsAt === null || now < endsAt);
  if (held.length === 0) {
    return names.some((permission) =>
      isAllowed(tables, { memberId: actor, permission, place: tables.id }, now),
    );
  }
  return held.every((grant) => {
    const has = own(tables, actor, grant.scope, now);
    return (
      comesTo(tables, grant).every((name) => has.has(name)) && names.some((name) => has.has(name))
    );
  });
}
