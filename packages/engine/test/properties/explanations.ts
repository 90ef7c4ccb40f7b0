import { evaluate } from '../../src/decide/evaluate.ts';
import { explain } from '../../src/decide/explain.ts';
import { principalOf } from '../../src/decide/principal.ts';
import type { Explanation } from '../../src/decision.ts';
import type { EntityId, GrantId, Instant, PermissionSetId, Scope } from '../../src/ids.ts';
import type { GrantState } from '../../src/state.ts';
import {
  above,
  heldAt,
  isKnown,
  isOff,
  moduleOf,
  oracle,
  restrictionsOf,
  type Tables,
} from '../oracle.ts';
import { instant, randomQuestion, type WorldTables } from '../random-world.ts';
import { type Property, same } from './property.ts';

export const explanations: readonly Property[] = [
  {
    name: 'an explanation agrees with the decision, and every step of its chain is true',
    holds: (world, chance, effort) => {
      const { snapshot, tables } = world;
      for (const _ of chance.times(Math.ceil(30 * effort), Number)) {
        const question = randomQuestion(chance, world);
        const now = instant(chance, world.now);
        const told = explain(snapshot, question, now);
        const expected = oracle(tables, question, now);
        const asked = () => ({ explain: question, now, told });
        same(told.decision.reason, expected, asked);
        same(told.decision, evaluate(snapshot, question, now), asked);
        const principal = principalOf(snapshot, question.memberId, question.groups);
        const again = principal?.explain(question.permission, question.place, now) ?? told;
        same({ ...again, question }, { ...told, question }, asked);
        for (const check of checks)
          same(check(tables, told, now), true, () => [check.name, asked()]);
      }
    },
  },
];

type Check = (tables: WorldTables, told: Explanation, now: Instant) => boolean;

const grantIsARow: Check = (tables, { grant, question }) => {
  if (grant === null) return true;
  const { setId, permissions, scope, startsAt, endsAt } = grant;
  const row = grant.grantId === null ? undefined : tables.grants.get(grant.grantId);
  if (row === undefined) {
    return setId !== null && question.groups?.includes(setId) === true && scope === tables.id;
  }
  const shown = { memberId: question.memberId, setId, permissions, scope, startsAt, endsAt };
  return Object.entries(shown).every(
    ([column, value]) => JSON.stringify(value) === JSON.stringify(row[column as keyof GrantState]),
  );
};

const grantReaches: Check = (tables, { grant, question }) =>
  grant === null ||
  !isKnown(tables, question.place) ||
  grant.coversPlace === above(tables, question.place).has(grant.scope);

const grantGives: Check = (tables, { grant, question: { permission } }) => {
  if (grant === null) return true;
  const given = givenBy(tables, grant).has(permission) && moduleOf(tables.model, permission) !== '';
  return grant.hasPermission === given;
};

const yesHasItsGrant: Check = (_, { decision, grant }, now) =>
  decision.reason !== 'granted' ||
  (grant?.hasPermission === true &&
    grant.coversPlace &&
    (grant.startsAt === null || grant.startsAt <= now) &&
    (grant.endsAt === null || now < grant.endsAt));

const pathIsClimbed: Check = (tables, { grant, path, question: { place } }) => {
  if (grant === null || !grant.coversPlace) return path.length === 0;
  const [start] = path;
  const starts = typeof place === 'string' ? [place] : place;
  if (start === undefined || !starts.includes(start) || path.at(-1) !== grant.scope) return false;
  return path.every((step, index) => {
    const next = path[index + 1];
    return next === undefined || parentsOf(tables, step).includes(next);
  });
};

const missingIsMissing: Check = (tables, { decision, missingRequired, question }, now) => {
  const { memberId, place, groups = [] } = question;
  if (missingRequired.length > 0 !== (decision.reason === 'missing_required')) return false;
  const held = heldAt(tables, memberId, place, now, groups);
  const hidden = [...restrictionsOf(tables, memberId, now, groups)].flatMap((key) => [
    ...hiddenBy(tables, key),
  ]);
  return missingRequired.every(
    (need) =>
      !held.has(need) ||
      isOff(tables, need, place) ||
      hidden.includes(moduleOf(tables.model, need)),
  );
};

const blockIsThere: Check = (tables, { decision, blockedBy, question }) => {
  const module = moduleOf(tables.model, question.permission);
  if (decision.reason === 'module_disabled') {
    return (
      blockedBy?.by === 'module' &&
      blockedBy.module === module &&
      above(tables, question.place).has(blockedBy.place) &&
      offAt(tables, blockedBy.place).includes(module)
    );
  }
  if (decision.reason !== 'masked') return blockedBy === null;
  return (
    blockedBy?.by === 'restriction' &&
    tables.sets.get(blockedBy.setId)?.restrictions.includes(blockedBy.restriction) === true &&
    hiddenBy(tables, blockedBy.restriction).includes(module)
  );
};

const setsHoldIt: Check = (tables, { setsWithPermission, question: { permission } }) => {
  const holding = [...tables.sets.keys()].filter(
    (setId) =>
      moduleOf(tables.model, permission) !== '' &&
      givenBy(tables, { setId, permissions: null }).has(permission),
  );
  return holding.sort().join('/') === setsWithPermission.join('/');
};

const checks: readonly Check[] = [
  grantIsARow,
  grantReaches,
  grantGives,
  yesHasItsGrant,
  pathIsClimbed,
  missingIsMissing,
  blockIsThere,
  setsHoldIt,
];

/** What a holding comes to, seen through somebody who has nothing else. */
function givenBy(
  tables: WorldTables,
  { setId, permissions }: { setId: PermissionSetId | null; permissions: readonly string[] | null },
): Set<string> {
  const memberId = 'mem_alone';
  const holding =
    setId === null ? { setId, permissions: permissions ?? [] } : { setId, permissions: null };
  const grant: GrantState = {
    memberId,
    ...holding,
    scope: tables.id,
    startsAt: null,
    endsAt: null,
  };
  const alone: Tables = { ...tables, grants: new Map<GrantId, GrantState>([['grt_alone', grant]]) };
  return heldAt(alone, memberId, tables.id, 0);
}

const hiddenBy = ({ model: { restrictions = {} } }: WorldTables, key: string) =>
  (Object.hasOwn(restrictions, key) ? restrictions[key]?.hidesModules : undefined) ?? [];

const offAt = (tables: WorldTables, scope: Scope) =>
  scope === tables.id
    ? tables.modulesOff
    : (tables.entities.get(scope as EntityId)?.modulesOff ?? []);

function parentsOf(tables: WorldTables, scope: Scope): Scope[] {
  const { parents = [] } = tables.entities.get(scope as EntityId) ?? {};
  const known = parents.filter((parent) => tables.entities.has(parent));
  return known.length === 0 && scope !== tables.id ? [tables.id] : known;
}
