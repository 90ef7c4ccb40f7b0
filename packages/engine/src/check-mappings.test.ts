import { expect, test } from 'vitest';
import { checkAccessModel } from './check-access-model.ts';
import type { AccessModelDefinition } from './model.ts';

const permission = { label: 'Do', description: '' };
const sound: AccessModelDefinition = {
  key: 'records',
  label: 'Records',
  entityTypes: { shelf: { label: 'Shelf', plural: 'Shelves', parents: ['organization'] } },
  modules: {
    record: {
      label: 'Records',
      permissions: { 'record.read': permission, 'record.erase': permission },
    },
  },
  permissionSets: {
    reader: { name: 'Reader', description: '', permissions: ['record.read'] },
    own: { kind: 'starter', name: 'Own', description: '', permissions: ['record.read'] },
  },
  subjects: { role: { auditor: 'reader' } },
  actions: {
    read: { permission: 'record.read' },
    delete: { variants: { hard: { true: 'record.erase' } } },
    'record.read': { variants: { deep: { true: 'record.erase' } } },
  },
};
const found = (changes: Partial<AccessModelDefinition>) =>
  checkAccessModel({ ...sound, ...changes }).map(({ code, path }) => `${code} ${path}`);

test('properties of subjects and actions may stand for sets and permissions of the model', () => {
  expect(found({})).toEqual([]);
});

test('a property of a subject stands for a set of the model that no organization changes', () => {
  expect(found({ subjects: { role: { auditor: 'nobody' } } })).toEqual([
    'unknown_reference subjects.role.auditor',
  ]);
  expect(found({ subjects: { role: { auditor: 'constructor' } } })).toEqual([
    'unknown_reference subjects.role.auditor',
  ]);
  expect(found({ subjects: { role: { auditor: 'own' } } })).toEqual([
    'conflict subjects.role.auditor',
  ]);
});

test('an action stands for permissions of the model', () => {
  expect(
    found({
      actions: {
        read: { permission: 'record.look' },
        delete: { variants: { soft: { true: 'record.archive' } } },
      },
    }),
  ).toEqual([
    'unknown_reference actions.read.permission',
    'unknown_reference actions.delete.variants.soft.true',
  ]);
});

test('an action stands for something, and not for two things', () => {
  expect(found({ actions: { read: {} } })).toEqual(['not_closed actions.read']);
  expect(found({ actions: { read: { variants: { soft: {} } } } })).toEqual([
    'not_closed actions.read',
  ]);
  expect(found({ actions: { 'record.read': { permission: 'record.erase' } } })).toEqual([
    'conflict actions.record.read.permission',
  ]);
});

test('the built-in permissions may be named too', () => {
  expect(found({ actions: { invite: { permission: 'access.member.invite' } } })).toEqual([]);
});
