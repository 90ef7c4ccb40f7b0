// CASL as its manual builds it: one ability for each person, kept, and built again only when something of theirs begins
// or ends. A place is the subject; where it lies and what is off there are its attributes, set once.
import { Ability, createMongoAbility, subject } from '@casl/ability';
import {
  accessOf,
  loadPlaces,
  modulesOffSomewhere,
  requiredPermissions,
} from '../organization/held-access.ts';

/** Conditions are the MongoDB queries that most of CASL's manual is about. */
export const conditions = (organization) =>
  contender(organization, createMongoAbility, {
    within: (scopes) =>
      scopes.length === 1 ? { within: scopes[0] } : { within: { $all: scopes } },
    isOff: (module) => ({ off: module }),
  });

/** Conditions are functions: the quickest that CASL offers. */
export const functions = (organization) =>
  contender(organization, withFunctions, functionConditions);

/** The functions again, where there is room for the abilities of 500 people: who comes later pushes out who came first. */
export const fewKept = (organization) =>
  contender(organization, withFunctions, functionConditions, 500);

/** The functions again, with the ability in hand before the clock starts. */
export function inHand(organization) {
  const { abilityOf, places } = functions(organization);
  return {
    resolve: (memberId) => abilityOf(memberId, organization.now),
    ask: (ability, permission, place) => ability.can(permission, places.get(place)),
  };
}

const withFunctions = (rules) => new Ability(rules, { conditionsMatcher: (matches) => matches });
const functionConditions = {
  within:
    ([scope, other = scope]) =>
    (place) =>
      place.within.includes(scope) && place.within.includes(other),
  isOff: (module) => (place) => place.off.includes(module),
};

function contender(organization, createAbility, condition, room = Number.POSITIVE_INFINITY) {
  const load = accessOf(organization);
  const places = new Map(
    [...loadPlaces(organization)].map(([id, place]) => [id, subject('Place', place)]),
  );
  const off = modulesOffSomewhere(organization);
  const kept = new Map();

  function rulesOf(access) {
    if (!access.active) return [];
    const given = access.owner
      ? [{ action: 'manage', subject: 'all' }]
      : access.grants.flatMap((grant) => grantRules(grant, access.grants));
    const taken = [...off].map(([module, permissions]) => ({
      action: permissions,
      subject: 'Place',
      conditions: condition.isOff(module),
      inverted: true,
    }));
    return [...given, ...taken];
  }

  function grantRules({ permissions, scope }, grants) {
    const alone = [...permissions].filter((name) => {
      const required = requiredPermissions.get(name);
      return required === undefined || permissions.has(required);
    });
    const together = [...permissions].flatMap((name) => {
      if (alone.includes(name)) return [];
      return grants
        .filter((other) => other.permissions.has(requiredPermissions.get(name)))
        .map((other) => ({
          action: name,
          subject: 'Place',
          conditions: condition.within([scope, other.scope]),
        }));
    });
    return [
      { action: alone, subject: 'Place', conditions: condition.within([scope]) },
      ...together,
    ];
  }

  function abilityOf(memberId, now) {
    const known = kept.get(memberId);
    if (known !== undefined && now < known.until) return known.ability;
    const access = load(memberId);
    const ability = createAbility(rulesOf(access));
    if (kept.size >= room) kept.delete(kept.keys().next().value);
    kept.set(memberId, { ability, until: access.until });
    return ability;
  }

  return {
    abilityOf,
    places,
    ask: (memberId, permission, place, now) =>
      abilityOf(memberId, now).can(permission, places.get(place)),
  };
}
