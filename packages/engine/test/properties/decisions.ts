import { can } from '../../src/decide/can.ts';
import { evaluate } from '../../src/decide/evaluate.ts';
import { masksHoldUntil } from '../../src/decide/masks-hold-until.ts';
import { masksOf } from '../../src/decide/masks-of.ts';
import { permissionsAt } from '../../src/decide/permissions-at.ts';
import { principalOf } from '../../src/decide/principal.ts';
import type { Question } from '../../src/decision.ts';
import type { Instant, MemberId } from '../../src/ids.ts';
import type { Chance } from '../chance.ts';
import { above, isAllowed, moduleOf, oracle, plainMasks } from '../oracle.ts';
import { resourceTypes } from '../random-model.ts';
import { instant, randomQuestion, type World } from '../random-world.ts';
import { type Property, same } from './property.ts';

export const questions = (world: World, chance: Chance, effort: number) =>
  chance.times(Math.ceil(40 * effort), () => randomQuestion(chance, world));

/** One question, asked in every way there is to ask it. */
export function agrees(world: World, question: Question, now: number): void {
  const { snapshot, tables } = world;
  const { memberId, permission, place, groups } = question;
  const expected = oracle(tables, question, now);
  const allowed = expected === 'owner' || expected === 'granted';
  const asked = () => ({ question, now });
  const decision = evaluate(snapshot, question, now);
  same(decision.reason, expected, asked);
  same(decision.allowed, allowed, asked);
  same(can(snapshot, question, now), allowed, () => ({ can: question, now }));
  const principal = principalOf(snapshot, memberId, groups);
  same(principal !== null, tables.members.has(memberId), () => ({ principalOf: memberId }));
  if (principal !== null) {
    same(principal.can(permission, place, now), allowed, () => ({ principal: question, now }));
  }
}

export const decisions: readonly Property[] = [
  {
    name: 'a decision and its reason are those of the plain reading, however it is asked',
    holds: (world, chance, effort) => {
      for (const question of questions(world, chance, effort)) {
        agrees(world, question, instant(chance, world.now));
      }
    },
  },
  {
    name: 'a yes stays a yes until the instant it names, at which something begins or ends',
    holds: (world, chance, effort) => {
      const { snapshot, tables } = world;
      for (const question of questions(world, chance, effort)) {
        const now = chance.happens(0.5) ? world.now - 1 : instant(chance, world.now);
        const decision = evaluate(snapshot, question, now);
        if (!decision.allowed) continue;
        const { validUntil } = decision;
        // Between two turns nothing changes by itself, and a turn belongs to what comes after it.
        const later = turnsOf(tables, question.memberId).filter((turn) => turn > now);
        const firstNo = later.find((turn) => !isAllowed(tables, question, turn)) ?? null;
        const asked = () => ({ question, now, decision, later, firstNo });
        same(validUntil === null || later.includes(validUntil), true, asked);
        same((validUntil ?? Infinity) <= (firstNo ?? Infinity), true, asked);
        if (isTold(world, question, now, validUntil)) same(validUntil, firstNo, asked);
      }
    },
  },
  {
    name: 'questions answered together are answered as each of them alone',
    holds: (world, chance, effort) => {
      const { snapshot, now, members, permissions } = world;
      const asked = questions(world, chance, effort);
      const alone = asked.map((question) => evaluate(snapshot, question, now).reason);
      for (const index of chance.shuffled([...asked.keys(), ...asked.keys()])) {
        const question = asked[index];
        if (question === undefined) continue;
        same(evaluate(snapshot, question, now).reason, alone[index], () => ({ question, now }));
      }
      if (members.length === 0) return;
      const principal = principalOf(snapshot, chance.pick(members));
      const several = chance.some(permissions, 4);
      const place = randomQuestion(chance, world).place;
      const each = several.map((permission) => principal?.can(permission, place, now));
      const asking = () => ({ several, place, now, memberId: principal?.memberId });
      same(principal?.canAll(several, place, now), each.every(Boolean), asking);
      same(principal?.canAny(several, place, now), each.some(Boolean), asking);
    },
  },
  {
    name: 'the permissions at a place are exactly those for which the question is answered yes',
    holds: (world, chance, effort) => {
      const { snapshot, tables, permissions } = world;
      for (const question of questions(world, chance, effort / 10)) {
        const { memberId, place, groups = [] } = question;
        const now = instant(chance, world.now);
        const allowed = permissions.filter((permission) =>
          isAllowed(tables, { ...question, permission }, now),
        );
        const asked = () => ({ permissionsAt: memberId, place, groups, now });
        same(permissionsAt(snapshot, memberId, place, now, groups), allowed.sort(), asked);
        const principal = principalOf(snapshot, memberId, groups);
        same(principal?.permissions(place, now) ?? [], allowed, asked);
      }
    },
  },
  {
    name: 'fields are masked exactly as restrictions and opening permissions say',
    holds: (world, chance, effort) => {
      const { snapshot, tables, now } = world;
      for (const question of questions(world, chance, effort / 10)) {
        const { memberId, place, groups = [] } = question;
        for (const type of [...resourceTypes, 'toString']) {
          const masks = plainMasks(tables, question, type, now);
          const asked = () => ({ masksOf: type, memberId, place, groups, now });
          same(masksOf(snapshot, memberId, place, type, now, groups), masks, asked);
          const principal = principalOf(snapshot, memberId, groups);
          if (principal !== null) same(principal.masks(place, type, now), masks, asked);
        }
      }
    },
  },
  {
    name: 'what is masked stays so until the instant that is named for it',
    holds: (world, chance, effort) => {
      const { snapshot, tables } = world;
      for (const { memberId, place } of questions(world, chance, effort / 5)) {
        const now = instant(chance, world.now);
        const turns = turnsOf(tables, memberId).filter((turn) => turn > now);
        for (const type of resourceTypes) {
          const until = masksHoldUntil(snapshot, memberId, type, now);
          const asked = () => ({ masksHoldUntil: type, memberId, place, now, until, turns });
          same(until === null || turns.includes(until), true, asked);
          const masks = masksOf(snapshot, memberId, place, type, now);
          for (const later of turns) {
            if (later >= (until ?? Infinity)) break;
            same(masksOf(snapshot, memberId, place, type, later), masks, () => [asked(), later]);
          }
        }
      }
    },
  },
];

/** The instants at which time alone may change something for the member. */
export function turnsOf({ members, grants }: World['tables'], memberId: MemberId): Instant[] {
  const turns = [...grants.values()]
    .filter((grant) => grant.memberId === memberId)
    .flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
  const all = new Set([...turns, members.get(memberId)?.accessEndsAt ?? null]);
  return [...all].filter((turn) => turn !== null).sort((left, right) => left - right);
}

/** Whether nothing but the instant named can end the yes: nothing else begins meanwhile, and one grant carries it or nothing is required. */
function isTold(
  { tables, grants }: World,
  { memberId, permission, place, groups = [] }: Question,
  now: Instant,
  until: Instant | null,
): boolean {
  if (tables.members.get(memberId)?.role === 'owner') return true;
  const own = grants.filter((grant) => grant.memberId === memberId);
  const beginning = own.filter(({ startsAt }) => startsAt !== null && startsAt > now);
  const isEnd =
    own.some(({ endsAt }) => endsAt === until) ||
    tables.members.get(memberId)?.accessEndsAt === until;
  // What is named because a restriction begins is never named in vain.
  if (until !== null && !isEnd) return true;
  if (beginning.length > 0) return false;
  const lineage = above(tables, place);
  const reaching = own.filter(
    ({ scope, startsAt, endsAt }) =>
      lineage.has(scope) && (startsAt ?? now) <= now && (endsAt === null || now < endsAt),
  );
  const needsNothing = definitionOf(tables, permission)?.requires === undefined;
  return needsNothing || (reaching.length === 1 && groups.length === 0);
}

const definitionOf = ({ model }: World['tables'], permission: string) =>
  model.modules[moduleOf(model, permission)]?.permissions[permission];
