import type { DenyReason, Question } from '../src/decision.ts';
import type { EntityId, Instant, MemberId, PermissionSetId, Scope } from '../src/ids.ts';
import { type AccessModel, type MaskWay, maskWays } from '../src/model.ts';
import type {
  EntityState,
  GrantHolding,
  GrantState,
  MemberState,
  PermissionSetState,
} from '../src/state.ts';

/** The facts of an organization as they lie in its tables. */
export interface Tables {
  readonly id: Scope;
  readonly model: AccessModel;
  readonly modulesOff: readonly string[];
  readonly members: ReadonlyMap<
    MemberId,
    Pick<MemberState, 'role' | 'status' | 'accessEndsAt' | 'visiting'>
  >;
  readonly grants: ReadonlyMap<string, GrantState>;
  readonly sets: ReadonlyMap<
    PermissionSetId,
    Pick<PermissionSetState, 'permissions' | 'restrictions'>
  >;
  readonly entities: ReadonlyMap<EntityId, Pick<EntityState, 'parents' | 'modulesOff'>>;
}

type Place = Question['place'];
type Groups = readonly PermissionSetId[];

/** The same answers as the engine's, slow and obvious: nothing compiled, nothing kept. */
export function oracle(
  tables: Tables,
  { memberId, permission, place, groups = [] }: Question,
  now: Instant,
): 'owner' | 'granted' | DenyReason {
  const member = tables.members.get(memberId);
  if (member === undefined) return 'unknown_subject';
  if (member.status !== 'active') return 'member_inactive';
  if (member.accessEndsAt !== null && now >= member.accessEndsAt) return 'expired';
  if (definition(tables.model, permission) === undefined) return 'unknown_permission';
  if (!isKnown(tables, place)) return 'unknown_entity';
  const off = isOff(tables, permission, place);
  if (member.role === 'owner') {
    if (member.visiting && moduleOf(tables.model, permission) !== 'access') return 'no_grant';
    return off ? 'module_disabled' : 'owner';
  }

  const giving = grantsOf(tables, memberId, groups).filter((grant) =>
    gives(tables, grant).has(permission),
  );
  const covering = giving.filter((grant) => above(tables, place).has(grant.scope));
  if (covering.some((grant) => isLive(grant, now))) {
    if (off) return 'module_disabled';
    const hidden = hiddenModules(tables, memberId, now, groups);
    if (hidden.has(moduleOf(tables.model, permission))) return 'masked';
    const held = heldAt(tables, memberId, place, now, groups);
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

export function isAllowed(tables: Tables, question: Question, now: Instant): boolean {
  return ['owner', 'granted'].includes(oracle(tables, question, now));
}

/** The fields of a resource that read otherwise than they are, and how. */
export function plainMasks(
  tables: Tables,
  { memberId, place, groups }: Omit<Question, 'permission'>,
  resourceType: string,
  now: Instant,
): Map<string, MaskWay> {
  const member = tables.members.get(memberId);
  const counts =
    member?.status === 'active' &&
    (member.accessEndsAt === null || now < member.accessEndsAt) &&
    isKnown(tables, place);
  const { restrictions = {} } = tables.model;
  const binding = counts
    ? restrictionsOf(tables, memberId, now, groups)
    : Object.keys(restrictions);
  const rules = [...binding].map((key) => own(restrictions, key)?.masks);
  for (const permission of permissionsOf(tables.model)) {
    const question = { memberId, permission, place, groups: groups ?? [] };
    if (isAllowed(tables, question, now)) continue;
    rules.push(definition(tables.model, permission)?.opens);
  }
  const masks = new Map<string, MaskWay>();
  for (const rule of rules) {
    for (const [field, way] of Object.entries(own(rule ?? {}, resourceType) ?? {})) {
      const ways = [way, masks.get(field) ?? way].map((each) => maskWays.indexOf(each));
      masks.set(field, maskWays[Math.max(...ways)] ?? way);
    }
  }
  return masks;
}

/** Whether all of the places are there, and there is one. */
export const isKnown = (tables: Tables, place: Place) => {
  const places = typeof place === 'string' ? [place] : place;
  return (
    places.length > 0 &&
    places.every((one) => one === tables.id || tables.entities.has(one as EntityId))
  );
};

/** Whether the permission's module is off at the place or at anything it lies in. */
export function isOff(tables: Tables, permission: string, place: Place): boolean {
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
export function restrictionsOf(
  tables: Tables,
  memberId: MemberId,
  now: Instant,
  groups: Groups = [],
): Set<string> {
  if (tables.members.get(memberId)?.role === 'owner') return new Set();
  return new Set(
    grantsOf(tables, memberId, groups).flatMap((grant) =>
      grant.setId !== null && isLive(grant, now)
        ? (tables.sets.get(grant.setId)?.restrictions ?? [])
        : [],
    ),
  );
}

/** Modules that restrictions hide from the member, whatever grants say. */
export function hiddenModules(
  tables: Tables,
  memberId: MemberId,
  now: Instant,
  groups: Groups = [],
): Set<string> {
  return new Set(
    [...restrictionsOf(tables, memberId, now, groups)].flatMap(
      (key) => own(tables.model.restrictions ?? {}, key)?.hidesModules ?? [],
    ),
  );
}

/** Everything that live grants over a place hold together, whatever the person's status. */
export function heldAt(
  tables: Tables,
  memberId: MemberId,
  place: Place,
  now: Instant,
  groups: Groups = [],
): Set<string> {
  const held = new Set<string>();
  const reaching = above(tables, place);
  for (const grant of grantsOf(tables, memberId, groups)) {
    if (!isLive(grant, now) || !reaching.has(grant.scope)) continue;
    for (const permission of gives(tables, grant)) held.add(permission);
  }
  return held;
}

/** The place itself, and everything it lies in; of several places, all of theirs. */
export function above(tables: Tables, place: Place): Set<Scope> {
  const found = new Set<Scope>([...(typeof place === 'string' ? [place] : place), tables.id]);
  for (const scope of found) {
    for (const parent of tables.entities.get(scope as EntityId)?.parents ?? []) {
      if (tables.entities.has(parent)) found.add(parent);
    }
  }
  return found;
}

export function permissionsOf(model: AccessModel): string[] {
  return Object.values(model.modules).flatMap((module) => Object.keys(module.permissions));
}

/** The member's grants, and the sets of a question's groups as grants without an end; what names a missing place or set gives nothing. */
function grantsOf(tables: Tables, memberId: MemberId, groups: Groups): GrantState[] {
  const ofGroups = groups.map(
    (setId): GrantState => ({
      memberId,
      setId,
      permissions: null,
      scope: tables.id,
      startsAt: null,
      endsAt: null,
    }),
  );
  return [...tables.grants.values(), ...ofGroups].filter(
    (grant) =>
      grant.memberId === memberId &&
      isKnown(tables, grant.scope) &&
      (grant.setId === null || tables.sets.has(grant.setId)),
  );
}

/** Everything that a grant brings with it, what is implied included. */
export function gives(tables: Tables, grant: GrantHolding): Set<string> {
  const given = new Set(
    grant.setId === null ? grant.permissions : tables.sets.get(grant.setId)?.permissions,
  );
  for (const permission of given) {
    for (const implied of definition(tables.model, permission)?.implies ?? []) given.add(implied);
  }
  return given;
}

export function needs(model: AccessModel, permission: string): Set<string> {
  const needed = new Set(definition(model, permission)?.requires);
  for (const need of needed) {
    for (const further of definition(model, need)?.requires ?? []) needed.add(further);
  }
  return needed;
}

export const isLive = (
  { startsAt, endsAt }: Pick<GrantState, 'startsAt' | 'endsAt'>,
  now: Instant,
) => (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt);

export const moduleOf = (model: AccessModel, permission: string) =>
  Object.entries(model.modules).find(([, module]) =>
    Object.hasOwn(module.permissions, permission),
  )?.[0] ?? '';

const definition = (model: AccessModel, permission: string) =>
  Object.values(model.modules)
    .map((module) => own(module.permissions, permission))
    .find((found) => found !== undefined);

/** What the record itself holds under the name, never what every object has. */
const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
