import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import { expect, test } from 'vitest';
import { featureGroups } from './feature-groups.ts';
import { hiddenBy, isOn, switchChange } from './switch-change.ts';

const words = { description: '' };
const model: AccessModelView = {
  key: 'desk',
  label: 'Desk',
  hash: '',
  entityTypes: {},
  modules: {
    users: {
      label: 'All users',
      switchable: false,
      permissions: {
        'users.view': { ...words, label: 'See all users' },
        'users.export': { ...words, label: 'Export users', requires: ['users.view'] },
      },
    },
    billing: {
      label: 'Billing',
      switchable: false,
      permissions: { 'billing.view': { ...words, label: 'Open billing' } },
    },
    team: {
      label: 'Team',
      switchable: false,
      permissions: {
        'team.manage': { ...words, label: 'Team settings', implies: ['access.member.read'] },
      },
    },
    access: {
      label: 'People and access',
      switchable: false,
      permissions: { 'access.member.read': { ...words, label: 'See people' } },
    },
  },
  assignment: 'one_set',
  startingAccess: [],
  membersMayHoldNothing: false,
  startsWithOwnSets: true,
  restrictions: {
    'hide-number': {
      label: 'Hide number',
      description: '',
      hidesModules: ['users', 'billing'],
      masks: { contact: { phone: 'country_code' } },
    },
    'hide-traits': {
      label: 'Hide traits',
      description: '',
      hidesModules: [],
      masks: { contact: { traits: 'absent' } },
    },
  },
  words: {},
  pages: {},
  peopleColumns: [],
  invitationColumns: [],
  modulesOff: [],
  typesOff: [],
  held: '*',
};

const role = (permissions: string[], restrictions: string[] = [], memberCount = 14) =>
  ({ name: 'Teammate', permissions, restrictions, memberCount }) as PermissionSet; // the rest is not looked at
const said = (set: PermissionSet, switched: Parameters<typeof switchChange>[2]) => {
  const { sentence, update, act, takes } = switchChange(model, set, switched);
  return { text: sentence.map(({ text }) => text).join(''), update, act, takes };
};
const permission = (name: string) => ({ kind: 'permission', permission: name }) as const;
const restriction = (name: string) => ({ kind: 'restriction', restriction: name }) as const;

test('features stand under their module, single ones together, and pages about access last', () => {
  expect(
    featureGroups(model).map(({ title, features }) => [title, features.map(({ label }) => label)]),
  ).toEqual([
    ['All users', ['See all users', 'Export users']],
    ['Other features', ['Open billing']],
    ['Pages about access', ['Team settings']],
  ]);
});

test('switching off takes from everybody in the role, with what needs it', () => {
  expect(said(role(['users.export', 'users.view'], [], 4), permission('users.view'))).toEqual({
    text: '4 people lose See all users, and what needs it: Export users.',
    update: { permissions: [] },
    act: 'Switch off for 4 people',
    takes: true,
  });
});

test('switching on brings along what it needs', () => {
  expect(said(role([], [], 1), permission('users.export'))).toMatchObject({
    text: '1 person gets Export users, and what it needs: See all users.',
    act: 'Switch on for 1 person',
    takes: false,
  });
});

test('hiding tells what reads otherwise and which modules go', () => {
  expect(said(role(['users.view']), restriction('hide-number'))).toEqual({
    text: '14 people see only the country code of phone, and lose All users and Billing.',
    update: { restrictions: ['hide-number'] },
    act: 'Switch on for 14 people',
    takes: true,
  });
  expect(said(role([], ['hide-number']), restriction('hide-traits'))).toMatchObject({
    text: '14 people no longer see traits.',
    update: { restrictions: ['hide-number', 'hide-traits'] },
  });
});

test('showing again gives modules back as far as they are switched on', () => {
  expect(said(role([], ['hide-number']), restriction('hide-number'))).toMatchObject({
    text: '14 people see phone again, and get back All users and Billing as far as they are switched on.',
    update: { restrictions: [] },
    takes: false,
  });
});

test('a restriction takes a module away although its switches stay on', () => {
  const set = role(['users.view'], ['hide-number', 'hide-traits']);
  expect(isOn(model, set, permission('users.view'))).toBe(true);
  expect(hiddenBy(model, set, 'users')).toEqual(['Hide number']);
  expect(hiddenBy(model, set, 'team')).toEqual([]);
});
