import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { permissionsOf } from '../test/oracle.ts';
import { shopModel } from '../test/shop-model.ts';
import { permissionGraph } from './permission-graph.ts';

// Many worlds take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const graph = permissionGraph(shopModel);

test('ticking adds what is needed and says for whom', () => {
  expect(graph.tick([], 'campaign.publish')).toEqual({
    permissions: ['campaign.edit', 'campaign.publish', 'campaign.view'],
    added: [
      { permission: 'campaign.edit', neededBy: 'campaign.publish' },
      { permission: 'campaign.view', neededBy: 'campaign.edit' },
    ],
  });
});

test('clearing takes whatever cannot stand without it and says why', () => {
  const all = ['campaign.edit', 'campaign.publish', 'campaign.view'];
  expect(graph.untick(all, 'campaign.edit')).toEqual({
    permissions: ['campaign.view'],
    removed: [{ permission: 'campaign.publish', needed: 'campaign.edit' }],
  });
});

test('what comes with another tick is locked, and clearing that one returns to what was held directly', () => {
  const { permissions } = graph.tick(['campaign.view'], 'campaign.run');
  expect(permissions).toEqual(['campaign.run', 'campaign.view']);
  expect(graph.closure(permissions)).toEqual([
    'campaign.edit',
    'campaign.publish',
    'campaign.run',
    'campaign.view',
  ]);
  expect([...graph.locked(permissions)]).toEqual([
    ['campaign.view', 'campaign.run'],
    ['campaign.edit', 'campaign.run'],
    ['campaign.publish', 'campaign.run'],
  ]);
  expect(graph.untick(permissions, 'campaign.view').permissions).toEqual(permissions);
  expect(graph.untick(permissions, 'campaign.run').permissions).toEqual(['campaign.view']);
});

test('problems name what is missing, unknown or excluded', () => {
  expect(
    graph.problems(['campaign.publish', 'campaign.fly', 'money.ask', 'money.approve']),
  ).toEqual([
    { code: 'unknown_permission', permission: 'campaign.fly', others: [] },
    {
      code: 'missing_required_permission',
      permission: 'campaign.publish',
      others: ['campaign.edit'],
    },
    { code: 'excluded_permissions', permission: 'money.ask', others: ['money.approve'] },
  ]);
});

const permissions = permissionsOf(shopModel);
const clicks = fc.array(
  fc.record({ on: fc.boolean(), permission: fc.constantFrom(...permissions) }),
  { maxLength: 12 },
);

test('whatever is ticked and cleared, in any order, nothing that is held lacks what it requires', () => {
  fc.assert(
    fc.property(clicks, (random) => {
      let held: string[] = [];
      for (const { on, permission } of random) {
        const wasLocked = graph.locked(held).has(permission);
        const before = held;
        held = (on ? graph.tick : graph.untick)(held, permission).permissions;
        const incomplete = graph
          .problems(held)
          .filter(({ code }) => code === 'missing_required_permission');
        expect(incomplete).toEqual([]);
        if (on) expect(held).toContain(permission);
        else if (wasLocked) expect(held).toEqual(before);
        else expect(graph.closure(held)).not.toContain(permission);
      }
    }),
  );
});

test('a tick and its clearing undo each other where nothing else was needed', () => {
  fc.assert(
    fc.property(clicks, fc.constantFrom(...permissions), (random, permission) => {
      let held: string[] = [];
      for (const click of random) {
        held = (click.on ? graph.tick : graph.untick)(held, click.permission).permissions;
      }
      if (graph.closure(held).includes(permission)) return;
      const { permissions: ticked, added } = graph.tick(held, permission);
      if (added.length > 0) return;
      expect(graph.untick(ticked, permission).permissions).toEqual(held);
    }),
  );
});
