import { permissionGraph } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { engagementModel } from './engagement.ts';

const { permissionSets, modules } = engagementModel;
const graph = permissionGraph(engagementModel);
const every = Object.values(modules).flatMap(({ permissions }) => Object.keys(permissions));

test('a full admin holds every permission that there is, and may hand out every role', () => {
  const { permissions = [], mayGrant } = permissionSets['full-admin'] ?? {};
  expect([...graph.closure(permissions)].sort()).toEqual([...every].sort());
  expect(mayGrant).toBe('*');
});

test('restricted access changes nothing, sends nothing and manages nobody', () => {
  const held = [...graph.closure(permissionSets['restricted-access']?.permissions ?? [])];
  expect(held.length).toBeGreaterThan(0);
  expect(held.filter((permission) => !permission.endsWith('.view'))).toEqual([]);
});

test('everybody has one role, and the lists begin with the columns that the platform shows', () => {
  expect(engagementModel.assignment).toBe('one_set');
  expect(engagementModel.peopleColumns).toEqual(['name', 'address', 'phone', 'sets', 'signIn']);
  expect(engagementModel.invitationColumns).toEqual(['address', 'status', 'created', 'responded']);
});
