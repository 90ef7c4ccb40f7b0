import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { permissionsOf } from '../../test/oracle.ts';
import { join, memberId, place } from '../../test/populate.ts';
import { type RandomOperation, randomOperation } from '../../test/random-operation.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { day, type TestOrganization } from '../../test/test-organization.ts';
import type { EntityId, Instant, MemberId, Scope } from '../ids.ts';
import type { Plan } from '../plan-result.ts';
import { createSnapshot } from '../snapshot/create-snapshot.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type AccessMove, accessMoves, type MovedAccess } from './access-moves.ts';
import { bindingRestrictions } from './binding-restrictions.ts';
import { evaluate } from './evaluate.ts';

// Many worlds take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const stock = fc.subarray(['stock.count', 'stock.order', 'campaign.restock', 'campaign.view']);
const ownSet = fc.constantFrom('pst_counter' as const, 'pst_stocker' as const);
/** What concerns many people at once: sets that are held, places that are moved, modules that are off. */
const sweeping: fc.Arbitrary<RandomOperation> = fc
  .oneof(
    fc.record({
      type: fc.constant('permissionSet.update' as const),
      setId: ownSet,
      permissions: stock,
      restrictions: fc.subarray(['hide-number', 'hide-notes']),
    }),
    fc.record({
      type: fc.constant('permissionSet.delete' as const),
      setId: ownSet,
      replacementSetId: fc.constantFrom('pst_viewer' as const, 'pst_counter' as const),
    }),
    fc.record({
      type: fc.constant('entitlements.set' as const),
      scope: fc.constantFrom<Scope[]>('org_test', 'ent_c1', 'ent_west', 'ent_w1', 'ent_a0'),
      modulesOff: fc.constantFrom([], ['stock']),
    }),
    fc.record({
      type: fc.constant('entity.update' as const),
      entityId: fc.constantFrom<EntityId[]>('ent_w3', 'ent_e2', 'ent_w1'),
      parents: fc.subarray<EntityId>(['ent_c1', 'ent_c2', 'ent_west', 'ent_east', 'ent_a0'], {
        maxLength: 2,
      }),
    }),
    fc.record({
      type: fc.constant('entity.update' as const),
      entityId: fc.constant('ent_a0' as const),
      parents: fc.constantFrom<EntityId[][]>([], ['ent_west'], ['ent_east']),
    }),
  )
  .map((operation) => () => operation);
const changes = fc.array(fc.oneof(randomOperation, sweeping), { minLength: 1, maxLength: 4 });

/** The shop, with stores in two places at once and people whose grants count only together. */
function busyShop(): TestOrganization {
  const shop = shopOrganization();
  place(shop, 'area', 'a0', 'west');
  place(shop, 'store', 'w3', 'c1', 'a0');
  place(shop, 'store', 'w4', 'a0');
  place(shop, 'store', 'e2', 'c2', 'east');
  const own = (key: string, ...permissions: readonly string[]) =>
    shop.must([
      {
        type: 'permissionSet.create',
        setId: `pst_${key}`,
        name: key,
        description: '',
        permissions,
        mayGrant: [],
      },
    ]);
  own('counter', 'stock.count');
  own('stocker', 'stock.count', 'stock.order', 'campaign.restock');
  join(shop, 'stan', [
    { set: 'counter', at: 'c1' },
    { set: 'stocker', at: 'west' },
    { set: 'viewer', at: 'organization' },
  ]);
  join(shop, 'rita', [
    { set: 'runner', at: 'c1', startsAt: shop.now + day },
    { set: 'editor', at: 'w2', endsAt: shop.now + 2 * day },
    { set: 'stocker', at: 'east' },
  ]);
  join(shop, 'ada', [
    { set: 'viewer', at: 'w4' },
    { set: 'runner', at: 'west' },
  ]);
  return shop;
}

const made = (shop: TestOrganization, operations: readonly RandomOperation[]) =>
  operations.map((make) => make(shop));
const placesOf = (shop: TestOrganization): Scope[] => [shop.id, ...shop.entities.keys()];

/** What is allowed, one line for each question. */
function allowed(
  shop: TestOrganization,
  snapshot: Snapshot,
  id: MemberId,
  places: readonly Scope[],
  now: Instant,
): Set<string> {
  return new Set(
    places.flatMap((scope) =>
      permissionsOf(shop.model)
        .filter(
          (permission) =>
            evaluate(snapshot, { memberId: id, permission, place: scope }, now).allowed,
        )
        .map((permission) => `${permission} ${scope}`),
    ),
  );
}

const told = (moved: readonly MovedAccess[]) =>
  moved.flatMap(({ permissions, regions }) =>
    permissions.flatMap((name) =>
      regions.flatMap((region) => region.places().map((scope) => `${name} ${scope}`)),
    ),
  );

const beyond = (left: ReadonlySet<string>, right: ReadonlySet<string>) =>
  [...left].filter((line) => !right.has(line)).sort();

interface Looked {
  readonly shop: TestOrganization;
  readonly planned: Plan;
  readonly moves: readonly AccessMove[];
  readonly members: readonly MemberId[];
  readonly placesBefore: readonly Scope[];
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** Plans on a world of random changes; the snapshots before and after are built anew. */
function look(
  first: readonly RandomOperation[],
  second: readonly RandomOperation[],
  movesIn: (planned: Plan, now: Instant) => AccessMove[],
  wake: boolean,
): Looked {
  const shop = busyShop();
  shop.do(made(shop, first));
  const asked = made(shop, second);
  const planned = shop.plan(asked);
  const moves = movesIn(planned, shop.now);
  const known = [...shop.members.keys()];
  const placesBefore = placesOf(shop);
  const before = fresh(shop, wake);
  shop.do(asked);
  const members = [...new Set([...known, ...shop.members.keys()])];
  return { shop, planned, moves, members, placesBefore, before, after: fresh(shop, wake) };
}

/** From the tables; awake: those who are invited or suspended count as active. */
function fresh(shop: TestOrganization, wake: boolean): Snapshot {
  return createSnapshot({
    organizationId: shop.id,
    revision: shop.revision,
    model: shop.model,
    modulesOff: shop.modulesOff,
    members: [...shop.members].map(([id, member]) => ({
      memberId: id,
      ...member,
      status: wake && member.status !== 'removed' ? 'active' : member.status,
    })),
    grants: [...shop.grants].map(([grantId, grant]) => ({ grantId, ...grant })),
    permissionSets: [...shop.sets].map(([setId, set]) => ({ setId, ...set })),
    entities: [...shop.entities].map(([entityId, entity]) => ({ entityId, ...entity })),
  });
}

const tellsExactly = (
  wake: boolean,
  movesIn: (planned: Plan, now: Instant) => AccessMove[] = accessMoves,
) =>
  fc.property(changes, changes, (first, second) => {
    const looked = look(first, second, movesIn, wake);
    const { shop, planned, moves, members, placesBefore, before, after } = looked;
    const places = [...new Set([...placesBefore, ...placesOf(shop)])];
    const statusBefore = new Map(
      planned.effects.flatMap((effect) =>
        effect.object === 'member' ? [[effect.id, effect.before] as const] : [],
      ),
    );
    for (const id of members) {
      const later = shop.members.get(id) ?? null;
      const earlier = statusBefore.has(id) ? (statusBefore.get(id) ?? null) : later;
      const onceActive = earlier?.status !== 'active' && later?.status !== 'active';
      if (onceActive !== wake) continue;
      // Owners may do everything: a new place is none of their gains.
      const owns = earlier?.role === 'owner' && later?.role === 'owner';
      const asked = owns ? placesOf(shop).filter((scope) => placesBefore.includes(scope)) : places;
      const instants = [null, shop.now + day, shop.now + 2 * day];
      const saidGained = new Set<string>();
      const saidLost = new Set<string>();
      for (const from of instants) {
        const had = allowed(shop, before, id, asked, from ?? shop.now);
        const has = allowed(shop, after, id, asked, from ?? shop.now);
        const own = moves.filter((move) => move.memberId === id && move.from === from);
        expect(own.length).toBeLessThanOrEqual(1);
        const gained = told(own[0]?.gained ?? []);
        const lost = told(own[0]?.lost ?? []);
        expect(gained.sort()).toEqual(beyond(new Set(beyond(has, had)), saidGained));
        expect(lost.sort()).toEqual(beyond(new Set(beyond(had, has)), saidLost));
        for (const line of gained) saidGained.add(line);
        for (const line of lost) saidLost.add(line);
      }
      const binding = (snapshot: Snapshot, status: string | undefined) =>
        status === 'active' || (wake && status !== undefined && status !== 'removed')
          ? new Set(bindingRestrictions(snapshot, id, shop.now))
          : new Set<string>();
      const own = moves.find((move) => move.memberId === id && move.from === null);
      const bound = binding(before, earlier?.status);
      const boundLater = binding(after, later?.status);
      expect(own?.bound ?? []).toEqual(beyond(boundLater, bound));
      expect(own?.freed ?? []).toEqual(beyond(bound, boundLater));
      expect(own?.onceActive ?? wake).toBe(wake);
    }
  });

test('what a plan says that people gain and lose is the difference of all answers before and after', () => {
  fc.assert(tellsExactly(false), { numRuns: 60 });
});

test('for those who are invited or suspended it is the difference that they will find once active', () => {
  fc.assert(tellsExactly(true), { numRuns: 40 });
});

test('a kind of effect that is not followed to the people is found', () => {
  for (const object of ['permissionSet', 'entity', 'grant', 'member'] as const) {
    const forgetful = (planned: Plan, now: Instant) =>
      accessMoves(
        { ...planned, effects: planned.effects.filter((effect) => effect.object !== object) },
        now,
      );
    expect(fc.check(tellsExactly(false, forgetful), { numRuns: 400 }).failed, object).toBe(true);
  }
});

test('a change of names, of a list or of a closed place moves nobody’s access', () => {
  const shop = busyShop();
  const planned = shop.plan([
    { type: 'member.update', memberId: memberId('stan'), name: 'Stanley' },
    { type: 'permissionSet.update', setId: 'pst_counter', name: 'Counters', mayGrant: '*' },
    { type: 'entity.update', entityId: 'ent_w1', closed: true, name: 'Closed' },
  ]);
  expect(planned.problems).toEqual([]);
  expect(accessMoves(planned, shop.now)).toEqual([]);
});
