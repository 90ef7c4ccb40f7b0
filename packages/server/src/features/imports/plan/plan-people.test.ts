import type { MemberId } from '@latchkey/engine';
import { describe, expect, it } from 'vitest';
import { accessKind } from '../../../words/access-kind.ts';
import { matchColumns } from '../columns/match-columns.ts';
import { type PeopleField, peopleFields } from '../columns/people-fields.ts';
import { HoldingIndex } from '../values/holding-index.ts';
import { PlaceIndex } from '../values/place-index.ts';
import type { KnownPerson } from './known-person.ts';
import { planPeople } from './plan-people.ts';
import type { PlannedRow } from './planned-row.ts';
import { readPerson } from './read-person.ts';
import { RowReader } from './row-reader.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const places = new PlaceIndex(
  {
    entityTypes: {
      concept: { label: 'Concept', plural: 'Concepts', parents: ['organization'] },
      zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
      store: { label: 'Store', plural: 'Stores', parents: ['concept', 'zone'] },
    },
  },
  { id: 'org_00000001', name: 'Harbourline' },
  [
    {
      id: 'ent_00000001',
      type: 'zone',
      code: 'West',
      name: 'West',
      city: null,
      closed: false,
      parents: [],
    },
    {
      id: 'ent_00000002',
      type: 'store',
      code: '12',
      name: 'Riverside',
      city: null,
      closed: false,
      parents: ['ent_00000001'],
    },
    {
      id: 'ent_00000003',
      type: 'store',
      code: '13',
      name: 'Old Mill',
      city: null,
      closed: false,
      parents: ['ent_00000001'],
    },
    {
      id: 'ent_00000004',
      type: 'store',
      code: '14',
      name: 'Old Mill',
      city: null,
      closed: false,
      parents: [],
    },
    {
      id: 'ent_00000005',
      type: 'store',
      code: '15',
      name: 'Kings Wharf',
      city: null,
      closed: true,
      parents: [],
    },
  ],
);
const access = accessKind({});
const holdings = new HoldingIndex([
  { setId: 'pst_00000001', permission: null, name: 'Store operations' },
  { setId: 'pst_00000002', permission: null, name: 'Campaign editor' },
  { setId: 'pst_00000003', permission: null, name: 'Campaign publisher' },
]);
const wholeOrganization = {
  scope: 'org_00000001',
  label: 'the whole organization',
  closed: false,
  typed: 'organization',
} as const;
const headers = [
  'E-mail',
  'Name',
  'Phone',
  'Type',
  'Permission sets',
  'Places',
  'Sign-in method',
  'Access ends',
];
const columns = matchColumns(
  headers,
  [],
  peopleFields({ access, isHolding: () => false, isPlace: () => false, now, mode: 'new' }),
);
const reader = new RowReader<PeopleField>(columns);

function planned(
  rows: string[][],
  known: Record<string, KnownPerson> = {},
  separator = ',',
): PlannedRow[] {
  const people = rows.map((cells, index) =>
    readPerson(
      { rowNumber: index + 2, cells, fixes: {} },
      { reader, separator, access, holdings, places, roles: {}, wholeOrganization, mode: 'new' },
    ),
  );
  return planPeople(people, {
    known: new Map(Object.entries(known)),
    access,
    holdings,
    places,
    applyChanged: false,
    now,
    linkEndsAt: now + 7,
    hasProvider: false,
  });
}
const member = (address: string, changes: Partial<Record<number, string>> = {}) =>
  Object.assign(
    [address, 'Hana Kim', '', 'member', 'Store operations', 'store:12', '', ''],
    changes,
  );
const firstIssue = (rows: PlannedRow[]) => {
  const issue = rows[0]?.issues[0];
  return issue && [issue.level, issue.field, issue.code, issue.value, issue.suggestion];
};
const personKnown = (changes: Partial<KnownPerson>): KnownPerson => ({
  memberId: 'mem_00000001' as MemberId,
  status: 'active',
  name: 'Hana Kim',
  phone: null,
  role: 'member',
  signInMethod: 'password',
  accessEndsAt: null,
  grants: [],
  touched: { revision: 7, at: now },
  visible: true,
  linkEndsAt: null,
  removedAt: null,
  ...changes,
});

describe('a row invites a person', () => {
  it('with every set at every place', () => {
    const [row] = planned([
      member('Hana@Shop.example', {
        4: 'store operations; CAMPAIGN EDITOR',
        5: 'zone:west | 12\nHarbourline',
      }),
    ]);
    expect(row).toMatchObject({
      rowNumber: 2,
      subject: 'hana@shop.example',
      result: 'create',
      summary:
        'Invites as member: Store operations and Campaign editor at West, 12 Riverside and the whole organization.',
      issues: [],
    });
    const [operation] = row?.operations ?? [];
    expect(
      operation?.type === 'member.invite' &&
        operation.grants.map(({ setId, scope }) => `${setId} ${scope}`),
    ).toEqual([
      'pst_00000001 ent_00000001',
      'pst_00000001 ent_00000002',
      'pst_00000001 org_00000001',
      'pst_00000002 ent_00000001',
      'pst_00000002 ent_00000002',
      'pst_00000002 org_00000001',
    ]);
  });

  it.each(['store:12', 'Store:12', 'stores: Riverside', '12', 'riverside', 'RIVERSIDE '])(
    'a place may be written %j',
    (written) => {
      expect(planned([member('a@b.example', { 5: written })])[0]?.result).toBe('create');
    },
  );

  it('a comma separates values where it does not separate columns', () => {
    const rows = [member('a@b.example', { 4: 'Store operations, Campaign editor' })];
    expect(planned(rows, {}, ';')[0]?.result).toBe('create');
    expect(planned(rows, {}, ',')[0]?.result).toBe('error');
  });

  it('an owner needs neither set nor place', () => {
    const [row] = planned([member('a@b.example', { 3: 'Owner', 4: '', 5: '' })]);
    expect(row).toMatchObject({
      result: 'create',
      issues: [],
      summary: 'Invites as owner, with every permission everywhere.',
    });
  });

  it('what an owner does not need is left out and said', () => {
    const [row] = planned([member('a@b.example', { 3: 'owner' })]);
    expect(row).toMatchObject({
      result: 'create',
      operations: [{ grants: [] }],
      issues: [{ level: 'warning', code: 'owner_needs_no_access' }],
    });
  });

  it('the end of access is part of the sentence', () => {
    const [row] = planned([member('a@b.example', { 7: '2026-12-31 18:00' })]);
    expect(row?.summary).toBe(
      'Invites as member: Store operations at 12 Riverside, until 2026-12-31 18:00 UTC.',
    );
    expect(row?.operations[0]).toMatchObject({ accessEndsAt: Date.parse('2026-12-31T18:00:00Z') });
  });

  it('an implausible phone number is a warning and kept as typed', () => {
    const [row] = planned([member('a@b.example', { 2: '12-34' })]);
    expect(row).toMatchObject({
      result: 'create',
      operations: [{ phone: '12-34' }],
      issues: [{ level: 'warning', field: 'phone', value: '12-34' }],
    });
    expect(
      planned([member('a@b.example', { 2: '+493012345678' })])[0]?.operations[0],
    ).toMatchObject({
      phone: '+49 30 12345678',
    });
  });
});

describe('a row that cannot be applied names the column, the value and the nearest right one', () => {
  it.each([
    [{ 0: '' }, ['error', 'email', 'address_missing', null, null]],
    [
      { 0: 'hana @shop.example' },
      ['error', 'email', 'address_invalid', 'hana @shop.example', 'hana@shop.example'],
    ],
    [{ 3: '' }, ['error', 'type', 'type_missing', null, null]],
    [{ 3: 'membr' }, ['error', 'type', 'type_unknown', 'membr', 'member']],
    [
      { 4: 'Store operatons' },
      ['error', 'permissionSets', 'unknown_permission_set', 'Store operatons', 'Store operations'],
    ],
    [
      { 4: 'Store' },
      ['error', 'permissionSets', 'unknown_permission_set', 'Store', 'Store operations'],
    ],
    [{ 4: 'Nonsense' }, ['error', 'permissionSets', 'unknown_permission_set', 'Nonsense', null]],
    [{ 4: '' }, ['error', 'permissionSets', 'member_needs_access', null, null]],
    [{ 5: '' }, ['error', 'places', 'member_needs_access', null, null]],
    [{ 5: 'zone:Wst' }, ['error', 'places', 'unknown_place', 'zone:Wst', 'zone:West']],
    [{ 5: 'Riversde' }, ['error', 'places', 'unknown_place', 'Riversde', 'store:12']],
    [{ 5: 'stroe:Riverside' }, ['error', 'places', 'unknown_place', 'stroe:Riverside', 'store:12']],
    [{ 5: 'Old Mill' }, ['error', 'places', 'ambiguous_place', 'Old Mill', 'store:13']],
    [{ 5: 'store:15' }, ['error', 'places', 'place_closed', 'store:15', null]],
    [{ 6: 'sso' }, ['error', 'signInMethod', 'no_identity_provider', 'sso', 'password']],
    [{ 6: 'pasword' }, ['error', 'signInMethod', 'sign_in_method_unknown', 'pasword', 'password']],
    [
      { 7: '31.12.2026' },
      ['error', 'accessEnds', 'instant_unreadable', '31.12.2026', '2026-12-31'],
    ],
    [{ 7: '2020-01-01' }, ['error', 'accessEnds', 'ends_in_past', '2020-01-01', null]],
    [{ 8: 'surplus' }, ['error', null, 'too_many_cells', 'surplus', null]],
  ])('%j', (changes, issue) => {
    const rows = planned([member('a@b.example', changes)]);
    expect(rows[0]).toMatchObject({ result: 'error', operations: [] });
    expect(firstIssue(rows)).toEqual(issue);
  });
});

describe('people who are known already', () => {
  const rows = [member('a@b.example')];

  it.each([
    ['active', { status: 'active' }, 'skip'],
    ['suspended', { status: 'suspended' }, 'skip'],
    ['invited and waiting', { status: 'invited', linkEndsAt: now + 1 }, 'no_change'],
    ['invited, the link ended', { status: 'invited', linkEndsAt: now - 1 }, 'no_change'],
    ['invited, no invitation waiting', { status: 'invited', linkEndsAt: null }, 'create'],
    ['removed', { status: 'removed', removedAt: now }, 'create'],
  ] as const)('%s', (_, known, result) => {
    expect(planned(rows, { 'a@b.example': personKnown(known) })[0]?.result).toBe(result);
  });

  it('somebody who was removed starts fresh, with a warning', () => {
    const [row] = planned(rows, {
      'a@b.example': personKnown({ status: 'removed', removedAt: now }),
    });
    expect(row?.issues).toMatchObject([{ level: 'warning', code: 'was_removed' }]);
  });
});

describe('the same address twice', () => {
  it('with the same content is left out', () => {
    const rows = planned([member('a@b.example'), member('A@B.example')]);
    expect(rows.map(({ result }) => result)).toEqual(['create', 'skip']);
    expect(rows[1]?.summary).toBe('The same as row 2.');
  });

  it('with other content is an error on the later row', () => {
    const rows = planned([member('a@b.example'), member('a@b.example', { 4: 'Campaign editor' })]);
    expect(rows.map(({ result }) => result)).toEqual(['create', 'error']);
    expect(rows[1]?.issues).toMatchObject([
      { field: 'email', code: 'duplicate_row', value: 'a@b.example' },
    ]);
  });
});
