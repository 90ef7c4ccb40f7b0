// node-casbin in two forms. Neither keeps answers (`CachedEnforcer`): a kept answer would be wrong as soon as a grant ends.
import { newEnforcer, newModelFromString } from 'casbin';
import { moduleOf } from '../organization/bench-model.ts';
import { accessOf, loadPlaces, requiredPermissions } from '../organization/held-access.ts';

/**
 * One enforcer for everybody, roles in domains as in its manual: the sets are roles, places are domains, and a
 * question goes through the domains above its place. `r.act == p.act` stands first because it is cheap.
 */
export async function domains(organization) {
  const load = accessOf(organization);
  const places = loadPlaces(organization);
  const enforcer = await newEnforcer(
    newModelFromString(`
[request_definition]
r = sub, dom, act
[policy_definition]
p = sub, act
[role_definition]
g = _, _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && g(r.sub, p.sub, r.dom)
`),
  );
  await enforcer.addPolicies(
    organization.sets.flatMap(({ setId, permissions }) =>
      permissions.map((permission) => [setId, permission]),
    ),
  );
  const people = new Map();
  const roles = new Map();
  for (let index = 0; index < organization.shape.members; index++) {
    const access = load(organization.memberAt(index).memberId);
    people.set(access.memberId, access);
    if (!access.active) continue;
    for (const { set, scope } of access.grants) {
      roles.set(`${access.memberId} ${set} ${scope}`, [access.memberId, set, scope]);
    }
  }
  await enforcer.addGroupingPolicies([...roles.values()]);

  const holds = (access, permission, { within, off }) => {
    const module = moduleOf(permission);
    if (!access.active || off.includes(module)) return false;
    if (access.owner) return true;
    if (module === access.hides) return false;
    return within.some((scope) => enforcer.enforceSync(access.memberId, scope, permission));
  };
  return { ask: askingBoth(people, places, holds) };
}

/**
 * The quickest form that we found: an enforcer for each person, with that person's grants as its only policies and
 * plain functions in the matcher.
 */
export async function perMember(organization) {
  const load = accessOf(organization);
  const places = loadPlaces(organization);
  const people = new Map();
  for (let index = 0; index < organization.shape.members; index++) {
    const access = load(organization.memberAt(index).memberId);
    const enforcer = await newEnforcer(
      newModelFromString(`
[request_definition]
r = act, place
[policy_definition]
p = number, scope
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = holds(p.number, r.act) && within(r.place, p.scope)
`),
    );
    await enforcer.addFunction(
      'holds',
      (number, act) => access.grants[number]?.permissions.has(act) ?? false,
    );
    await enforcer.addFunction('within', (place, scope) => place.within.includes(scope));
    await enforcer.addPolicies(access.grants.map(({ scope }, number) => [String(number), scope]));
    people.set(access.memberId, { ...access, enforcer });
  }

  const holds = (access, permission, place) => {
    if (!access.active || place.off.includes(moduleOf(permission))) return false;
    return access.owner || access.enforcer.enforceSync(permission, place);
  };
  return { ask: askingBoth(people, places, holds) };
}

/** What requires another permission is asked together with it. */
const askingBoth = (people, places, holds) => (memberId, permission, placeId) => {
  const access = people.get(memberId);
  const place = places.get(placeId);
  const required = requiredPermissions.get(permission);
  return (
    holds(access, permission, place) && (required === undefined || holds(access, required, place))
  );
};
