import type { AccessTableRow } from '@latchkey/contract';
import { permissionGraph } from '@latchkey/engine';
import { promotionsModel } from '@latchkey/models';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clickBox, countTicks, directOf, noEdits } from './table-edits.ts';

const graph = permissionGraph(promotionsModel);
const permissions = Object.entries(promotionsModel.modules).flatMap(([key, module]) =>
  key === 'access' ? [] : Object.keys(module.permissions),
);
const row = (held: readonly string[]): AccessTableRow => ({
  memberId: 'mem_one',
  name: 'One',
  address: 'one@cases.example',
  role: 'member',
  status: 'active',
  accessEndsAt: null,
  you: false,
  permissions: [...held].sort(),
  inherited: [],
  cannotChange: null,
  etag: '"1"',
});
const afterClicks = (person: AccessTableRow, clicks: readonly string[]) =>
  clicks.reduce((edits, permission) => clickBox(graph, edits, person, permission), noEdits);
const somePermissions = fc.subarray(permissions);
const someClicks = fc.array(fc.constantFrom(...permissions), { maxLength: 30 });
/** A start that can stand, as the server would have it. */
const standing = (names: readonly string[]) =>
  names.reduce((held, name) => graph.tick(held, name).permissions, [] as readonly string[]);

test('whatever is clicked in whatever order, what is held lacks nothing that it needs', () => {
  fc.assert(
    fc.property(somePermissions, someClicks, (start, clicks) => {
      const person = row(standing(start));
      const held = directOf(person, afterClicks(person, clicks));
      expect(graph.problems(held)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('the same boxes ticked in any order end in the same held permissions', () => {
  fc.assert(
    fc.property(
      somePermissions.chain((chosen) =>
        fc.tuple(
          fc.shuffledSubarray(chosen, { minLength: chosen.length }),
          fc.shuffledSubarray(chosen, { minLength: chosen.length }),
        ),
      ),
      ([one, other]) => {
        const person = row([]);
        const held = (order: readonly string[]) => {
          // A box that came along is ticked already: whoever wants it ticked leaves it.
          const edits = order.reduce((now, permission) => {
            const isHeld = graph.closure(directOf(person, now)).includes(permission);
            return isHeld ? now : clickBox(graph, now, person, permission);
          }, noEdits);
          return graph.closure(directOf(person, edits));
        };
        expect(held(one)).toEqual(held(other));
      },
    ),
    { numRuns: 2000 },
  );
});

test('a locked box cannot be cleared, the root included, and its lock gives back what was held', () => {
  fc.assert(
    fc.property(somePermissions, someClicks, (start, clicks) => {
      const held = standing(start.filter((name) => name !== 'company.administer'));
      const person = row(held);
      const others = clicks.filter((name) => name !== 'company.administer');
      const locked = afterClicks(person, ['company.administer', ...others]);
      expect(directOf(person, locked)).toEqual([...held, 'company.administer'].sort());
      const back = clickBox(graph, locked, person, 'company.administer');
      expect(back).toEqual(noEdits);
    }),
    { numRuns: 1000 },
  );
});

test('a person who is as before is no change, and ticks are counted', () => {
  const person = row(['company.use']);
  const edits = afterClicks(person, ['promotion.publish']);
  expect(countTicks(edits)).toBe(2);
  expect(edits.get('mem_one')?.added).toEqual([
    { permission: 'promotion.edit', neededBy: 'promotion.publish' },
  ]);
  expect(afterClicks(person, ['promotion.publish', 'promotion.publish', 'promotion.edit'])).toEqual(
    noEdits,
  );
});
