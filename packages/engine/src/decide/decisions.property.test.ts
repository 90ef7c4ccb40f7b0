import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { above, oracle, permissionsOf, restrictionsOf } from '../../test/oracle.ts';
import { type World, world } from '../../test/random-world.ts';
import { shopModel } from '../../test/shop-model.ts';
import type { MemberId, Scope } from '../ids.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { handOutSets, mayHandOut } from './management.ts';
import { masksOf } from './masks-of.ts';
import { permissionsAt } from './permissions-at.ts';
import { ancestors, descendants } from './places.ts';

// Many worlds take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const now = 1;
const permissions = permissionsOf(shopModel);
const everywhere = (
  { members, places }: World,
  look: (memberId: World['members'][number], place: World['places'][number]) => void,
) => {
  for (const memberId of members) for (const place of places) look(memberId, place);
};

test('a decision and its reason are those of the plain reading of the rules', () => {
  fc.assert(
    fc.property(world, (random) => {
      everywhere(random, (memberId, place) => {
        for (const permission of permissions) {
          const decision = evaluate(random.snapshot, { memberId, permission, place }, now);
          const expected = oracle(random.tables, memberId, permission, place, now);
          expect(decision.reason).toBe(expected);
          expect(decision.allowed).toBe(expected === 'owner' || expected === 'granted');
        }
      });
    }),
    { numRuns: 150 },
  );
});

test('a yes stays a yes until the instant it names', () => {
  fc.assert(
    fc.property(world, (random) => {
      everywhere(random, (memberId, place) => {
        for (const permission of permissions) {
          const decision = evaluate(random.snapshot, { memberId, permission, place }, 0);
          if (!decision.allowed) continue;
          const until = decision.validUntil ?? 4;
          for (let later = 0.5; later < until; later += 0.5) {
            const question = { memberId, permission, place };
            expect(evaluate(random.snapshot, question, later).allowed).toBe(true);
          }
        }
      });
    }),
    { numRuns: 80 },
  );
});

test('the permissions at a place are exactly those for which the question is answered yes', () => {
  fc.assert(
    fc.property(world, (random) => {
      everywhere(random, (memberId, place) => {
        const allowed = permissions.filter(
          (permission) => evaluate(random.snapshot, { memberId, permission, place }, now).allowed,
        );
        expect(permissionsAt(random.snapshot, memberId, place, now)).toEqual(allowed.sort());
      });
    }),
    { numRuns: 100 },
  );
});

test('fields are masked exactly as the plain reading of restrictions and opening permissions says', () => {
  fc.assert(
    fc.property(world, (random) => {
      everywhere(random, (memberId, place) => {
        const masks = masksOf(random.snapshot, memberId, place, 'customer', now);
        expect(Object.fromEntries(masks)).toEqual(plainMasks(random, memberId, place));
      });
    }),
    { numRuns: 150 },
  );
});

function plainMasks({ tables }: World, memberId: MemberId, place: Scope) {
  const member = tables.members.get(memberId);
  const counts =
    member?.status === 'active' && (member.accessEndsAt === null || now < member.accessEndsAt);
  const restrictions = counts
    ? restrictionsOf(tables, memberId, now)
    : new Set(['hide-number', 'hide-notes']);
  const opened = /owner|granted/.test(oracle(tables, memberId, 'money.approve', place, now));
  return {
    ...(restrictions.has('hide-number') && { phone: 'country_code', email: 'redacted' }),
    ...(restrictions.has('hide-notes') && { notes: 'absent' }),
    ...(!opened && { email: 'absent', card: 'redacted' }),
  };
}

test('an explanation always agrees with the decision and shows why', () => {
  fc.assert(
    fc.property(world, fc.constantFrom(...permissions), (random, permission) => {
      everywhere(random, (memberId, place) => {
        const question = { memberId, permission, place };
        const { decision, grant, path, missingRequired, blockedBy } = explain(
          random.snapshot,
          question,
          now,
        );
        expect(decision).toEqual(evaluate(random.snapshot, question, now));
        if (decision.reason === 'granted') {
          expect(grant).toMatchObject({ hasPermission: true, coversPlace: true });
        }
        if (decision.reason === 'no_grant') expect(grant?.hasPermission ?? false).toBe(false);
        if (grant?.coversPlace) {
          expect([path[0], path.at(-1)]).toEqual([place, grant.scope]);
          for (const step of path) expect(above(random.tables, place)).toContain(step);
        }
        expect(missingRequired.length > 0).toBe(decision.reason === 'missing_required');
        expect(blockedBy?.by).toBe(
          { module_disabled: 'module', masked: 'restriction' }[decision.reason as string],
        );
      });
    }),
    { numRuns: 200 },
  );
});

test('what lies above and below a place is the same seen from both ends', () => {
  fc.assert(
    fc.property(world, ({ snapshot, tables, places }) => {
      for (const place of places) {
        expect(new Set(ancestors(snapshot, place))).toEqual(above(tables, place));
        const below = places.filter((other) => above(tables, other).has(place));
        expect(descendants(snapshot, [place])).toEqual(new Set(below));
      }
    }),
    { numRuns: 100 },
  );
});

test('the sets that may be handed out are those that may be handed out somewhere', () => {
  fc.assert(
    fc.property(world, ({ snapshot, tables, members, places }) => {
      for (const memberId of members) {
        const somewhere = [...tables.sets.keys()].filter((setId) =>
          places.some((place) => mayHandOut(snapshot, memberId, setId, place, now)),
        );
        expect(handOutSets(snapshot, memberId, now)).toEqual(somewhere.sort());
      }
    }),
    { numRuns: 300 },
  );
});
