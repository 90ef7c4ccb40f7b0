import { expect, test } from 'vitest';
import { conversationsModel } from './conversations.ts';
import { conversationsDemo } from './conversations-demo.ts';

const demo = conversationsDemo();

test('a team of two dozen: each person an owner or with exactly one role in the whole organization', () => {
  expect(demo.people).toHaveLength(25);
  expect(new Set(demo.people.map(({ address }) => address)).size).toBe(25);
  expect(demo.people[0]).toMatchObject({ role: 'owner', state: 'active' });
  for (const { role, grants } of demo.people) {
    expect(grants.length).toBe(role === 'owner' ? 0 : 1);
    for (const { place, ...holding } of grants) {
      expect(place).toBe('organization');
      expect(Object.keys(conversationsModel.permissionSets)).toContain(
        'set' in holding ? holding.set : null,
      );
    }
  }
});

test('people of every state are in it', () => {
  const states = new Set(demo.people.map(({ state }) => state));
  expect(states).toEqual(new Set(['active', 'waiting', 'expired', 'suspended', 'removed']));
});
