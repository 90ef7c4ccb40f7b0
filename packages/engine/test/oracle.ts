import type { DenyReason } from '../src/decision.ts';
import type { EntityId, Instant, MemberId, PermissionSetId, Scope } from '../src/ids.ts';
import type { AccessModel } from '../src/model.ts';
import type { EntityState, GrantState, MemberState, PermissionSetState } from '../src/state.ts';

/** The facts of an organization as they lie in its tables. */
export interface Tables {
  readonly id: Scope;
  readonly model: AccessModel;
  readonly modulesOff: readonly string[];
  readonly members: ReadonlyMap<MemberId, Pick<MemberState, 'role' | 'status' | 'accessEndsAt'>>;
  readonly grants: ReadonlyMap<string, GrantState>;
  readonly sets: ReadonlyMap<
    PermissionSetId,
    Pick<PermissionSetState, 'permissions' | 'restrictions'>
  >;
  readonly entities: ReadonlyMap<EntityId, Pick<EntityState, 'parents' | 'modulesOff'>>;
}

/** The same answers as the engine's, slow and obvious: nothing compiled, nothing kept. */
export function oracle(
  tables: Tables,
  memberId: MemberId,
  permission: string,
  place: Scope,
  now: Instant,
): 'owner' | 'granted' | DenyReason {
  const member = tables.members.get(memberId);
  if (member === undefined) return 'unknown_subject';
  if (member.status !== 'active') return 'member_inactive';
  if (member.accessEndsAt !== null && now >= member.accessEndsAt) return 'expired';
  if (definition(tables.model, permission) === undefined) return 'unknown_permission';
  if (place !== tables.id && !tables.entities.has(place as EntityId)) return 'unknown_entity';
  const off = isOff(tables, permission, place);
  if (member.role === 'owner') return off ? 'module_disabled' : 'owner';

  const giving = [...tables.grants.values()].filter(
    (grant) => grant.memberId === memberId && gives(tables, grant).has(permission),
  );
  const covering = giving.filter((grant) => above(tables, place).has(grant.scope));
  if (covering.some((grant) => isLive(grant, now))) {
    if (off) return 'module_disabled';
    const hidden = hiddenModules(tables, memberId, now);
    if (hidden.has(moduleOf(tables.model, permission))) return 'masked';
    const held = heldAt(tables, memberId, place, now);
    return [...needs(tables.model, permission)].every(
      (need) =>
        held.has(need) && !isOff(tables, need, place) && !hidden.has(moduleOf(tables.model, need)),
    )
      ? 'granted'
      : 'missing_required';
  }
  if (covering.some((grant) => grant.endsAt !== null && grant.endsAt <= now)) return 'expired';
  if (covering.length > 0) return 'not_started';
  return giving.length > 0 ? 'not_covered' : 'no_grant';
}

/** Whether the permission's module is off at the place or at anything it lies in. */
export function isOff(tables: Tables, permission: string, place: Scope): boolean {
  const module = moduleOf(tables.model, permission);
  if (tables.model.modules[module]?.switchable === undefined) return false;
  return [...above(tables, place)].some((scope) =>
    (scope === tables.id
      ? tables.modulesOff
      : (tables.entities.get(scope as EntityId)?.modulesOff ?? [])
    ).includes(module),
  );
}

/** Restrictions of the sets that the member holds by live grants, wherever they are. */
export function restrictionsOf(tables: Tables, memberId: MemberId, now: Instant): Set<string> {
  if (tables.members.get(memberId)?.role === 'owner') return new Set();
  return new Set(
    [...tables.grants.values()].flatMap((grant) =>
      grant.memberId === memberId && grant.setId !== null && isLive(grant, now)
        ? (tables.sets.get(grant.setId)?.restrictions ?? [])
        : [],
    ),
  );
}

function hiddenModules(tables: Tables, memberId: MemberId, now: Instant): Set<string> {
  return new Set(
    [...restrictionsOf(tables, memberId, now)].flatMap(
      (key) => tables.model.restrictions?.[key]?.hidesModules ?? [],
    ),
  );
}

/** Everything that live grants over a place hold together, whatever the person's status. */
export function heldAt(
  tables: Tables,
  memberId: MemberId,
  place: Scope,
  now: Instant,
): Set<string> {
  const held = new Set<string>();
  for (const grant of tables.grants.values()) {
    if (grant.memberId !== memberId || !isLive(grant, now)) continue;
    if (!above(tables, place).has(grant.scope)) continue;
    for (const permission of gives(tables, grant)) held.add(permission);
  }
  return held;
}

/** The place itself, and everything it lies in. */
export function above(tables: Tables, place: Scope): Set<Scope> {
  const found = new Set<Scope>([place, tables.id]);
  for (const scope of found) {
    for (const parent of tables.entities.get(scope as EntityId)?.parents ?? []) found.add(parent);
  }
  return found;
}

export function permissionsOf(model: AccessModel): string[] {
  return Object.values(model.modules).flatMap((module) => Object.keys(module.permissions));
}

function gives(tables: Tables, grant: GrantState): Set<string> {
  const given = new Set(
    grant.setId === null ? grant.permissions : tables.sets.get(grant.setId)?.permissions,
  );
  for (const permission of given) {
    for (const implied of definition(tables.model, permission)?.implies ?? []) given.add(implied);
  }
  return given;
}

function needs(model: AccessModel, permission: string): Set<string> {
  const needed = new Set(definition(model, permission)?.requires);
  for (const need of needed) {
    for (const further of definition(model, need)?.requires ?? []) needed.add(further);
  }
  return needed;
}

const isLive = ({ startsAt, endsAt }: GrantState, now: Instant) =>
  (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt);

const moduleOf = (model: AccessModel, permission: string) =>
  Object.entries(model.modules).find(([, module]) => permission in module.permissions)?.[0] ?? '';

const definition = (model: AccessModel, permission: string) =>
  Object.values(model.modules)
    .map((module) => module.permissions[permission])
    .find((found) => found !== undefined);
