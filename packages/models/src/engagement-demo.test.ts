import { permissionGraph } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { engagementModel } from './engagement.ts';
import { engagementDemo } from './engagement-demo.ts';

const demo = engagementDemo();

test('some sixty people: each an owner or with exactly one role in the whole organization', () => {
  const roles = [
    ...Object.keys(engagementModel.permissionSets),
    ...demo.permissionSets.map(({ key }) => key),
  ];
  expect(demo.people).toHaveLength(60);
  expect(new Set(demo.people.map(({ address }) => address)).size).toBe(60);
  expect(new Set(demo.people.map(({ name }) => name)).size).toBe(60);
  expect(demo.people[0]).toMatchObject({ role: 'owner', state: 'active' });
  for (const { role, grants } of demo.people) {
    expect(grants.length).toBe(role === 'owner' ? 0 : 1);
    for (const { place, ...holding } of grants) {
      expect(place).toBe('organization');
      expect(roles).toContain('set' in holding ? holding.set : null);
    }
  }
});

test('both ways to sign in, ends of access, and people and invitations of every state are in it', () => {
  expect(new Set(demo.people.map(({ signInMethod }) => signInMethod))).toEqual(
    new Set(['password', 'sso']),
  );
  expect(demo.people.filter(({ accessEndsInDays }) => accessEndsInDays !== null)).not.toEqual([]);
  expect(new Set(demo.people.map(({ state }) => state))).toEqual(
    new Set(['active', 'waiting', 'expired', 'declined', 'revoked', 'suspended', 'removed']),
  );
});

test('its own roles hold what their permissions require', () => {
  const graph = permissionGraph(engagementModel);
  for (const { permissions } of demo.permissionSets) {
    expect(graph.problems(permissions)).toEqual([]);
  }
});
