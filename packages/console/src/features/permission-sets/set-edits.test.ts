import type { PermissionSet } from '@latchkey/contract';
import { permissionGraph } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { toggle } from '../../shared-ui/permission-matrix/set-draft.ts';
import { beginEdits, insist, rebase, updateOf } from './set-edits.ts';

const words = { label: '', description: '' };
const graph = permissionGraph({
  modules: { m: { label: '', permissions: { 'a.read': words, 'b.read': words, 'c.read': words } } },
});

const set = (permissions: string[], name = 'West team'): PermissionSet => ({
  id: 'pst_00000001',
  kind: 'custom',
  name,
  description: '',
  permissions,
  mayGrant: [],
  restrictions: [],
  copiedFrom: null,
  memberCount: 0,
  placeCount: 0,
  changedAt: '2026-01-01T00:00:00Z',
  changedBy: 'Meera Iyer',
  mayHandOut: true,
  cannotChange: null,
  etag: '"1"',
});

test('only what was changed is sent, and nothing when all is as it was', () => {
  const edits = beginEdits(set(['a.read']));
  expect(updateOf(edits)).toBeNull();
  expect(updateOf({ ...edits, name: ' West team ' })).toBeNull();
  expect(updateOf({ ...edits, draft: toggle(edits.draft, graph, 'b.read') })).toEqual({
    permissions: ['a.read', 'b.read'],
  });
});

test('changes of two people are laid over each other, nothing of either is lost', () => {
  const start = beginEdits(set(['a.read']));
  const mine = { ...start, draft: toggle(start.draft, graph, 'b.read') };
  const both = rebase(mine, set(['a.read', 'c.read'], 'West'), graph);
  expect([...both.draft.permissions].sort()).toEqual(['a.read', 'b.read', 'c.read']);
  expect(both.name).toBe('West');
  expect(updateOf(both)).toEqual({ permissions: ['a.read', 'b.read', 'c.read'] });
});

test('insisting saves one’s own version over the other', () => {
  const start = beginEdits(set(['a.read']));
  const mine = insist(start, set(['a.read', 'c.read']));
  expect(updateOf(mine)).toEqual({ permissions: ['a.read'] });
});

test('a restriction that one added and one that the other took away are both as they wanted', () => {
  const before = { ...set(['a.read']), restrictions: ['hide-notes'] };
  const mine = { ...beginEdits(before), restrictions: ['hide-notes', 'hide-number'] };
  expect(updateOf(mine)).toEqual({ restrictions: ['hide-notes', 'hide-number'] });
  const theirs = { ...before, restrictions: [] };
  expect(rebase(mine, theirs, graph).restrictions).toEqual(['hide-number']);
});
