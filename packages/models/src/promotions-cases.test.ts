import { evaluate, masksOf, permissionGraph } from '@latchkey/engine';
import { describe, expect, test } from 'vitest';
import { promotionsCases } from '../test/promotions-case.ts';
import { memberId, promotionsOrganization, scopeOf } from '../test/promotions-organization.ts';
import { promotionsModel } from './promotions.ts';

const graph = permissionGraph(promotionsModel);

describe.each(promotionsCases)('$story', (file) => {
  const organization = promotionsOrganization(file);
  const outcomes = file.attempts.map(({ by = 'owner', member, at, permissions }, index) =>
    organization.do(
      [
        {
          type: 'member.setPermissions',
          memberId: memberId(member),
          scope: scopeOf(organization, at),
          permissions,
          grantId: `grt_attempt${index}`,
        },
      ],
      { kind: 'member', memberId: memberId(by) },
    ),
  );

  test.each(file.attempts.map((attempt, index) => ({ ...attempt, index })))(
    '$title',
    ({ index, refused, others }) => {
      const problems = outcomes[index]?.problems ?? [];
      expect(problems.length > 0 ? problems[0]?.code : undefined).toBe(refused);
      if (others)
        expect(problems.map(({ details }) => details['permissions'])).toContainEqual(others);
    },
  );

  test.each(file.clicks)('$title', ({ held, clicks, result, locked, added, removed }) => {
    let direct = [...held];
    let last: { added: string[]; removed: string[] } = { added: [], removed: [] };
    for (const permission of clicks) {
      if (direct.includes(permission)) {
        const step = graph.untick(direct, permission);
        direct = step.permissions;
        last = { added: [], removed: step.removed.map((one) => one.permission).sort() };
      } else if (!graph.locked(direct).has(permission)) {
        const step = graph.tick(direct, permission);
        direct = step.permissions;
        last = { added: step.added.map((one) => one.permission).sort(), removed: [] };
      }
    }
    expect(direct).toEqual(result);
    expect(graph.problems(direct)).toEqual([]);
    if (locked) expect([...graph.locked(direct).keys()].sort()).toEqual(locked);
    if (added) expect(last.added).toEqual(added);
    if (removed) expect(last.removed).toEqual(removed);
  });

  test.each(file.questions)('$title', ({ member, permission, at, decision, reason }) => {
    const answer = evaluate(
      organization.snapshot,
      { memberId: memberId(member), permission, place: scopeOf(organization, at) },
      organization.now,
    );
    expect({ decision: answer.allowed, reason: answer.reason }).toEqual({ decision, reason });
  });

  const masks = file.masks ?? [];
  test.skipIf(masks.length === 0).each(masks)('$title', ({ member, at, resource, masks }) => {
    const place = scopeOf(organization, at);
    const found = masksOf(
      organization.snapshot,
      memberId(member),
      place,
      resource,
      organization.now,
    );
    expect(Object.fromEntries(found)).toEqual(masks);
  });
});
