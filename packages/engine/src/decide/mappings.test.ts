import { expect, test } from 'vitest';
import type { AccessModel } from '../model.ts';
import { askedPermission } from './asked-permission.ts';
import { claimedSets } from './claimed-sets.ts';

const model: AccessModel = {
  key: 'records',
  label: 'Records',
  entityTypes: {},
  modules: {},
  permissionSets: {},
  subjects: { role: { admin: 'archivist', auditor: 'reader' }, level: { 9: 'archivist' } },
  actions: {
    read: { permission: 'record.read' },
    delete: {
      permission: 'record.erase',
      variants: {
        soft: { true: 'record.archive', false: 'record.erase' },
        copies: { 1: 'record.archive', 2: 'record.erase' },
      },
    },
    put: { variants: { mode: { new: 'record.create' } } },
  },
};
const asked = (name: string, properties: Record<string, unknown> | null = null) =>
  askedPermission(model, name, properties);

test('a name that the model does not speak of is that of a permission', () => {
  expect(asked('record.read')).toBe('record.read');
  expect(asked('toString')).toBe('toString');
  const { actions: _, ...without } = model;
  expect(askedPermission(without, 'read', null)).toBe('read');
});

test('an action has its permission, unless a property selects another', () => {
  expect(asked('read')).toBe('record.read');
  expect(asked('read', { soft: true })).toBe('record.read');
  expect(asked('delete')).toBe('record.erase');
  expect(asked('delete', { soft: true })).toBe('record.archive');
  expect(asked('delete', { soft: 'true' })).toBe('record.archive');
  expect(asked('delete', { soft: false })).toBe('record.erase');
  expect(asked('delete', { copies: 1 })).toBe('record.archive');
});

test('a value that the model does not name selects nothing', () => {
  for (const soft of ['maybe', null, [true], { true: 1 }, 'constructor', undefined]) {
    expect(asked('delete', { soft })).toBe('record.erase');
  }
  expect(asked('delete', Object.create({ soft: true }))).toBe('record.erase');
});

test('two properties that select different permissions select none', () => {
  expect(asked('delete', { soft: true, copies: 1 })).toBe('record.archive');
  expect(asked('delete', { soft: true, copies: 2 })).toBeNull();
});

test('an action with variants only stands for its own name where none is selected', () => {
  expect(asked('put', { mode: 'new' })).toBe('record.create');
  expect(asked('put')).toBe('put');
});

test('a subject counts as holding the sets that its properties stand for, each once', () => {
  const claimed = (properties: Record<string, unknown> | null) => claimedSets(model, properties);
  expect(claimed(null)).toEqual([]);
  expect(claimed({ department: 'Sales' })).toEqual([]);
  expect(claimed({ role: 'admin' })).toEqual(['archivist']);
  expect(claimed({ role: ['auditor', 'admin', 'nobody'], level: 9 })).toEqual([
    'reader',
    'archivist',
  ]);
  for (const role of ['Admin', '', null, { admin: true }, [['admin']], 'constructor', true]) {
    expect(claimed({ role })).toEqual([]);
  }
  expect(claimed(Object.create({ role: 'admin' }))).toEqual([]);
});
