import { permissionGraph } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { change, draftDiff, mayGive, startDraft, toggle, undoConsequence } from './set-draft.ts';

const words = { label: '', description: '' };
const graph = permissionGraph({
  modules: {
    campaigns: {
      label: 'Campaigns',
      permissions: {
        'campaign.read': words,
        'campaign.edit': { ...words, requires: ['campaign.read'] },
        'campaign.publish': { ...words, requires: ['campaign.edit'] },
        'campaign.stop': { ...words, requires: ['campaign.read'] },
        'campaign.admin': { ...words, implies: ['campaign.read'] },
      },
    },
  },
});

test('ticking a permission adds what it needs, said under it and undone in one press', () => {
  const draft = toggle(startDraft([]), graph, 'campaign.publish');
  expect([...draft.permissions].sort()).toEqual([
    'campaign.edit',
    'campaign.publish',
    'campaign.read',
  ]);
  expect(
    draft.consequences.get('campaign.publish')?.others.map((other) => other.permission),
  ).toEqual(['campaign.edit', 'campaign.read']);
  const undone = undoConsequence(draft, graph, 'campaign.publish');
  expect(undone.permissions).toEqual([]);
  expect(undone.consequences.size).toBe(0);
});

test('clearing a permission takes what cannot stand without it, and all of it can be put back', () => {
  const all = ['campaign.edit', 'campaign.publish', 'campaign.read'];
  const draft = toggle(startDraft(all), graph, 'campaign.read');
  expect(draft.permissions).toEqual([]);
  expect(draftDiff(draft, graph)).toEqual({ added: [], removed: all });
  expect([...undoConsequence(draft, graph, 'campaign.read').permissions].sort()).toEqual(all);
});

test('a remark goes when what it told is no longer so', () => {
  const ticked = toggle(startDraft([]), graph, 'campaign.publish');
  expect(toggle(ticked, graph, 'campaign.edit').consequences.has('campaign.publish')).toBe(false);
});

test('the difference counts what comes along with a permission', () => {
  const draft = toggle(startDraft([]), graph, 'campaign.admin');
  expect(draftDiff(draft, graph).added).toEqual(['campaign.admin', 'campaign.read']);
});

test('nobody may give a permission that needs one they do not hold', () => {
  expect(mayGive(['campaign.publish'], graph, 'campaign.publish')).toBe(false);
  expect(mayGive(['campaign.edit', 'campaign.read'], graph, 'campaign.edit')).toBe(true);
  expect(mayGive('*', graph, 'campaign.publish')).toBe(true);
});

test('a whole module is ticked and cleared in one act', () => {
  const keys = ['campaign.read', 'campaign.edit', 'campaign.publish', 'campaign.admin'];
  const full = change(startDraft([]), graph, 'module:campaigns', keys, true);
  expect(graph.closure(full.permissions)).toHaveLength(4);
  expect(change(full, graph, 'module:campaigns', keys, false).permissions).toEqual([]);
});

test('what a whole module takes along from another is told and can be put back', () => {
  const keys = ['campaign.read', 'campaign.edit'];
  const held = ['campaign.edit', 'campaign.publish', 'campaign.read'];
  const draft = change(startDraft(held), graph, 'module:campaigns', keys, false);
  expect(draft.consequences.get('module:campaigns')).toEqual({
    kind: 'removed',
    own: ['campaign.read', 'campaign.edit'],
    others: [{ permission: 'campaign.publish', because: 'campaign.edit' }],
    along: [],
  });
  expect(undoConsequence(draft, graph, 'module:campaigns').permissions).toEqual(held);
});

test('what came only with something that falls is told too', () => {
  const draft = toggle(startDraft(['campaign.admin']), graph, 'campaign.admin');
  expect(draft.consequences.get('campaign.admin')).toMatchObject({ along: ['campaign.read'] });
  expect(undoConsequence(draft, graph, 'campaign.admin').permissions).toEqual(['campaign.admin']);
});

test('taking a tick back leaves what something else needs by now', () => {
  const ticked = toggle(startDraft([]), graph, 'campaign.publish');
  const words = ticked.consequences.get('campaign.publish')?.others.map((each) => each.permission);
  expect(words).toContain('campaign.read');
  const more = { ...ticked, permissions: [...ticked.permissions, 'campaign.stop'].sort() };
  expect(undoConsequence(more, graph, 'campaign.publish').permissions).toEqual([
    'campaign.read',
    'campaign.stop',
  ]);
});
