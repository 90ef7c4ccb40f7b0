import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { fingerprint } from '../../test/fingerprint.ts';
import { heldAt, moduleOf, permissionsOf, restrictionsOf } from '../../test/oracle.ts';
import { as, join, memberId } from '../../test/populate.ts';
import { type RandomOperation, randomOperation } from '../../test/random-operation.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { day, type TestOrganization } from '../../test/test-organization.ts';
import { permissionsAt } from '../decide/permissions-at.ts';
import type { MemberId, Scope } from '../ids.ts';
import { applyEffects } from '../snapshot/apply-effects.ts';
import { guardLastOwner } from './guard-last-owner.ts';
import { guardPeople } from './guard-people.ts';
import { guardPlaces } from './guard-places.ts';
import { guardSets } from './guard-sets.ts';
import { guards } from './guards.ts';

// Many worlds take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const changes = fc.array(fc.array(randomOperation, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
});
const now = (organization: TestOrganization, operations: readonly RandomOperation[]) =>
  operations.map((make) => make(organization));

test('a published branch, a follower of the log and a fresh load answer alike', () => {
  fc.assert(
    fc.property(changes, (random) => {
      const shop = shopOrganization();
      const follower = shop.fresh();
      for (const operations of random) {
        const { effects } = shop.do(now(shop, operations));
        applyEffects(follower, effects, shop.revision);
      }
      const fresh = fingerprint(shop.fresh(), shop);
      expect(fingerprint(shop.snapshot, shop)).toEqual(fresh);
      expect(fingerprint(follower, shop)).toEqual(fresh);
    }),
    { numRuns: 120 },
  );
});

test('a plan shows on its branch what will be, and leaves the snapshot as it was', () => {
  fc.assert(
    fc.property(changes, (random) => {
      const shop = shopOrganization();
      const [first = [], second = []] = random;
      shop.do(now(shop, first));
      const before = fingerprint(shop.snapshot, shop);
      const planned = shop.plan(now(shop, second));
      expect(fingerprint(shop.snapshot, shop)).toEqual(before);
      shop.do(now(shop, second));
      expect(fingerprint(planned.branch.snapshot, shop)).toEqual(fingerprint(shop.fresh(), shop));
    }),
    { numRuns: 60 },
  );
});

test('undoing a change right away leaves everybody with what they had', () => {
  fc.assert(
    fc.property(changes, (random) => {
      const shop = shopOrganization();
      const [first = [], second = []] = random;
      shop.do(now(shop, first));
      const before = fingerprint(shop.fresh(), shop);
      const members = new Map(shop.members);
      const { effects } = shop.do(now(shop, second));
      const accepted = effects.some(
        (effect) =>
          effect.object === 'member' &&
          effect.before?.status === 'invited' &&
          effect.after?.status === 'active',
      );
      const undone = shop.do(
        effects.map((recorded) => ({ type: 'change.revert', changeId: 'chg_1', recorded })),
      );
      if (accepted || undone.problems.length > 0) return;
      expect(new Map(shop.members)).toEqual(members);
      expect(fingerprint(shop.snapshot, shop)).toEqual(before);
    }),
    { numRuns: 120 },
  );
});

const ownerCount = ({ members }: TestOrganization) =>
  [...members.values()].filter(
    ({ role, status, accessEndsAt }) =>
      role === 'owner' && status === 'active' && accessEndsAt === null,
  ).length;

const keepsAnOwner = (rules = guards) =>
  fc.property(changes, fc.constantFrom('olga', null), (random, actor) => {
    const shop = shopOrganization();
    shop.guards = rules;
    for (const operations of random) {
      shop.do(now(shop, operations), actor === null ? { kind: 'system' } : as(actor));
      expect(ownerCount(shop)).toBeGreaterThan(0);
    }
  });

test('no sequence of operations leaves the organization without an owner', () => {
  fc.assert(keepsAnOwner(), { numRuns: 200 });
});

test('without the guard of the last owner such a sequence is found', () => {
  const found = fc.check(keepsAnOwner(guards.filter((guard) => guard !== guardLastOwner)), {
    numRuns: 500,
  });
  expect(found.failed).toBe(true);
});

/** What somebody would hold if active: invitations and suspensions hide nothing here, restrictions do. */
function potential(shop: TestOrganization, id: MemberId, place: Scope, at: number): Set<string> {
  const member = shop.members.get(id);
  if (member === undefined || member.status === 'removed') return new Set();
  if (member.role === 'owner') return new Set(permissionsOf(shop.model));
  const hidden = [...restrictionsOf(shop, id, at)].flatMap(
    (key) => shop.model.restrictions?.[key]?.hidesModules ?? [],
  );
  const counts = (permission: string) => !hidden.includes(moduleOf(shop.model, permission));
  return new Set([...heldAt(shop, id, place, at)].filter(counts));
}

function potentials(shop: TestOrganization, places: readonly Scope[], ids: readonly MemberId[]) {
  const times = [shop.now, shop.now + 1.5 * day];
  return ids.flatMap((id) =>
    places.flatMap((place) =>
      times.map((at) => ({ id, place, held: potential(shop, id, place, at) })),
    ),
  );
}

const staysBelow = (actor: string, rules = guards) =>
  fc.property(changes, changes, (setUp, random) => {
    const shop = shopOrganization();
    shop.must([
      {
        type: 'permissionSet.create',
        setId: 'pst_own1',
        name: 'Own 1',
        description: '',
        permissions: ['campaign.view'],
        mayGrant: [],
      },
    ]);
    join(shop, 'owen', [{ set: 'own1', at: 'west' }]);
    for (const operations of setUp.slice(0, 2)) shop.do(now(shop, operations));
    shop.guards = rules;
    for (const operations of random) {
      const places: Scope[] = [shop.id, ...shop.entities.keys()];
      const operationsNow = now(shop, operations);
      // One at a time, so that each is measured by what the actor may do just then.
      for (const operation of operationsNow) {
        const ids = [...new Set([...shop.members.keys(), 'mem_new1', 'mem_new2'] as const)];
        const before = potentials(shop, places, ids);
        const own = new Map(
          places.map((place) => [
            place,
            // An owner gives everything, also what a module that is off hides just now.
            shop.members.get(memberId(actor))?.role === 'owner'
              ? new Set(permissionsOf(shop.model))
              : new Set(permissionsAt(shop.snapshot, memberId(actor), place, shop.now)),
          ]),
        );
        shop.do([operation], as(actor));
        potentials(shop, places, ids).forEach(({ place, held }, index) => {
          for (const permission of held) {
            if (before[index]?.held.has(permission)) continue;
            expect(own.get(place)?.has(permission)).toBe(true);
          }
        });
      }
    }
  });

test('no manager produces a state that gives anybody more than the manager holds there', () => {
  fc.assert(staysBelow('wanda'), { numRuns: 60 });
  fc.assert(staysBelow('stella'), { numRuns: 60 });
});

test('without the guards of people, sets or places such a state is found', () => {
  const without = (missing: (typeof guards)[number], actor: string) =>
    fc.check(
      staysBelow(
        actor,
        guards.filter((guard) => guard !== missing),
      ),
      { numRuns: 600 },
    ).failed;
  expect(without(guardPeople, 'wanda')).toBe(true);
  expect(without(guardSets, 'stella')).toBe(true);
  expect(without(guardPlaces, 'wanda')).toBe(true);
});

test('a manager leaves alone whoever holds access outside of the manager’s part', () => {
  fc.assert(
    fc.property(changes, (random) => {
      const shop = shopOrganization();
      const standing = (name: string) => {
        const { status, role, accessEndsAt } = shop.members.get(memberId(name)) ?? {};
        return { status, role, accessEndsAt };
      };
      const outside = ['olga', 'egon', 'stella'] as const;
      const before = outside.map(standing);
      for (const operations of random) shop.do(now(shop, operations), as('wanda'));
      expect(outside.map(standing)).toEqual(before);
    }),
    { numRuns: 150 },
  );
});
