import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import { expect, test } from 'vitest';
import { compareSets } from './compared-sets.ts';

const words = (label: string) => ({ label, description: '' });
const model: AccessModelView = {
  key: 'm',
  label: 'Model',
  hash: '',
  entityTypes: {},
  assignment: 'sets',
  startingAccess: [],
  membersMayHoldNothing: false,
  startsWithOwnSets: false,
  restrictions: {},
  words: {},
  pages: {},
  peopleColumns: [],
  invitationColumns: [],
  modulesOff: [],
  typesOff: [],
  held: '*',
  modules: {
    a: {
      label: 'A',
      switchable: false,
      permissions: {
        'a.view': words('See'),
        'a.edit': { ...words('Edit'), requires: ['a.view'] },
        'a.run': { ...words('Run'), implies: ['a.view', 'a.edit'] },
        'a.rest': words('Rest'),
      },
    },
  },
};
const set = (permissions: string[]): PermissionSet => ({
  id: 'pst_00000001',
  kind: 'custom',
  name: 'Set',
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

test('differences come first, what all have apart, and what none has is counted', () => {
  const { differences, common, inNone } = compareSets([set(['a.view']), set(['a.run'])], model);
  expect(differences[0]?.rows.map(({ label }) => label)).toEqual(['Edit', 'Run']);
  expect(differences[0]?.rows[0]?.standings).toEqual([
    { kind: 'missing' },
    { kind: 'included', by: 'a.run' },
  ]);
  expect(common[0]?.rows.map(({ label }) => label)).toEqual(['See']);
  expect(inNone).toBe(1);
});
