import fc from 'fast-check';
import { expect, test } from 'vitest';
import { middling, randomWorld, tiny, type WorldSize } from '../../test/random-world.ts';
import { accessOf } from './access-of.ts';
import { bindingRestrictions } from './binding-restrictions.ts';
import { evaluate } from './evaluate.ts';
import { descendants } from './places.ts';

const holdsIn = (size: WorldSize) =>
  fc.property(fc.nat(), (seed) => {
    const { snapshot, tables, members, places, now } = randomWorld(size, seed);
    for (const memberId of members) {
      const member = tables.members.get(memberId);
      const isOver = member?.accessEndsAt != null && member.accessEndsAt <= now;
      if (member?.status !== 'active' || isOver) continue;
      const access = accessOf(snapshot, memberId, now);
      for (const { permission, under, except, blocked, through } of access?.permissions ?? []) {
        const within = descendants(snapshot, under);
        for (const scope of descendants(snapshot, except)) within.delete(scope);
        const allowed = places.filter(
          (place) => evaluate(snapshot, { memberId, permission, place }, now).allowed,
        );
        expect(new Set(allowed)).toEqual(within);
        expect(blocked === null).toBe(under.length > 0);
        expect(through.length > 0).toBe(member.role !== 'owner');
      }
      expect(access?.restrictions.map(({ key }) => key)).toEqual(
        bindingRestrictions(snapshot, memberId, now),
      );
    }
  });

test('a person’s access by permission holds exactly where the question is answered yes', () => {
  fc.assert(holdsIn(tiny), { numRuns: 80 });
  fc.assert(holdsIn(middling), { numRuns: 5 });
});

test('nobody has an access that is not known', () => {
  const { snapshot, now } = randomWorld(tiny, 1);
  expect(accessOf(snapshot, 'mem_nobody', now)).toBeNull();
});
