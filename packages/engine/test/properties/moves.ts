import { type AccessMove, accessMoves, type MovedAccess } from '../../src/decide/access-moves.ts';
import type { Instant, MemberId, Scope } from '../../src/ids.ts';
import { createBranch } from '../../src/snapshot/branch.ts';
import { storeOf } from '../../src/snapshot/snapshot-store.ts';
import { writeEffects } from '../../src/snapshot/write-effects.ts';
import { isAllowed, permissionsOf, restrictionsOf } from '../oracle.ts';
import { randomEdit, withoutDangling } from '../random-edits.ts';
import { instant, snapshotOf, type WorldTables } from '../random-world.ts';
import { turnsOf } from './decisions.ts';
import { type Property, same } from './property.ts';

export const moves: readonly Property[] = [
  {
    name: 'what a change gives and takes is the difference of all answers before and after, now and whenever something begins or ends',
    holds: (world, chance, effort) => {
      if (!world.holdsLists) return;
      const before = withoutDangling(world.tables);
      const { effects, tables: after, model } = randomEdit(chance, before, world.now);
      if (model !== undefined) return;
      const branch = createBranch(snapshotOf(before));
      writeEffects(storeOf(branch.snapshot), effects);
      const now = instant(chance, world.now);
      const told = accessMoves({ branch, effects }, now);
      const permissions = chance.shuffled(permissionsOf(before.model)).slice(0, 12);
      const changed = new Set(told.map(({ memberId }) => memberId));
      const known = new Set([...before.members.keys(), ...after.members.keys()]);
      const some = chance.shuffled([...known]).slice(0, 2 * effort);
      for (const memberId of new Set([...some, ...chance.some([...changed], 2)])) {
        const own = told.filter((move) => move.memberId === memberId);
        const asked = () => ({ memberId, now, own: own.map(written), effects: effects.length });
        isTheDifference({ before, after }, memberId, own, permissions, now, asked);
      }
    },
  },
];

interface Sides {
  readonly before: WorldTables;
  readonly after: WorldTables;
}

function isTheDifference(
  { before, after }: Sides,
  memberId: MemberId,
  own: readonly AccessMove[],
  permissions: readonly string[],
  now: Instant,
  asked: () => unknown,
): void {
  const [was, is] = [before, after].map((tables) => tables.members.get(memberId));
  const onceActive = was?.status !== 'active' && is?.status !== 'active';
  const [early, late] = [before, after].map((tables) =>
    onceActive ? awake(tables, memberId) : tables,
  );
  if (early === undefined || late === undefined) return;
  const ownsBoth = was?.role === 'owner' && is?.role === 'owner';
  const places = [
    ...new Set<Scope>([before.id, ...before.entities.keys(), ...after.entities.keys()]),
  ];
  // To owners a place that is new or gone is neither gain nor loss.
  const looked = places.filter(
    (place) => !ownsBoth || place === before.id || inBoth(before, after, place),
  );
  const allowed = (tables: WorldTables, at: Instant) =>
    looked.flatMap((place) =>
      permissions
        .filter((permission) => isAllowed(tables, { memberId, permission, place }, at))
        .map((permission) => JSON.stringify([permission, place])),
    );
  const turns = [...new Set([...turnsOf(before, memberId), ...turnsOf(after, memberId)])];
  const later = turns.filter((turn) => turn > now).sort((left, right) => left - right);
  const said = { gained: new Set<string>(), lost: new Set<string>() };
  const saidOfRules = { bound: new Set<string>(), freed: new Set<string>() };
  for (const from of [null, ...later.slice(0, 12)]) {
    const at = from ?? now;
    const moved = own.filter((move) => move.from === from);
    const about = () => ({ from, of: asked() });
    same(moved.length <= 1, true, about);
    const [move] = moved;
    if (move !== undefined) same(move.onceActive, onceActive, about);
    const had = allowed(early, at);
    const has = allowed(late, at);
    const news = { gained: beyond(has, had), lost: beyond(had, has) };
    for (const way of ['gained', 'lost'] as const) {
      const expected = beyond(news[way], [...said[way]]);
      const found = lines(move?.[way] ?? [], permissions, looked);
      same(found.sort(), expected.sort(), () => [way, about()]);
      for (const line of found) said[way].add(line);
    }
    const bindingEarly = binding(early, memberId, at);
    const bindingLate = binding(late, memberId, at);
    const rules = {
      bound: beyond(bindingLate, bindingEarly),
      freed: beyond(bindingEarly, bindingLate),
    };
    for (const way of ['bound', 'freed'] as const) {
      const expected = beyond(rules[way], [...saidOfRules[way]]);
      same([...(move?.[way] ?? [])].sort(), expected.sort(), () => [way, about()]);
      for (const key of expected) saidOfRules[way].add(key);
    }
  }
}

const inBoth = (before: WorldTables, after: WorldTables, place: Scope) =>
  [before, after].every(({ entities }) => new Map<Scope, unknown>(entities).has(place));

function awake(tables: WorldTables, memberId: MemberId): WorldTables {
  const member = tables.members.get(memberId);
  if (member === undefined || member.status === 'removed') return tables;
  return {
    ...tables,
    members: new Map(tables.members).set(memberId, { ...member, status: 'active' }),
  };
}

function binding(tables: WorldTables, memberId: MemberId, now: Instant): string[] {
  const { status, accessEndsAt = null } = tables.members.get(memberId) ?? {};
  const counts = status === 'active' && (accessEndsAt === null || now < accessEndsAt);
  return counts ? [...restrictionsOf(tables, memberId, now)] : [];
}

const beyond = (left: readonly string[], right: readonly string[]) => {
  const taken = new Set(right);
  return left.filter((line) => !taken.has(line));
};

const lines = (
  moved: readonly MovedAccess[],
  permissions: readonly string[],
  places: readonly Scope[],
) =>
  moved.flatMap((one) =>
    one.permissions
      .filter((permission) => permissions.includes(permission))
      .flatMap((permission) =>
        one.regions
          .flatMap((region) => region.places())
          .filter((place) => places.includes(place))
          .map((place) => JSON.stringify([permission, place])),
      ),
  );

const written = ({ from, gained, lost, bound, freed }: AccessMove) => {
  const places = (moved: readonly MovedAccess[]) =>
    moved.map(({ permissions, regions }) => [permissions, regions.flatMap((one) => one.places())]);
  return { from, gained: places(gained), lost: places(lost), bound, freed };
};
