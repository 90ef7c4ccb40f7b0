import { expect, test } from 'vitest';
import { companyOrganization } from '../../test/company-model.ts';
import { as, entityId, grants, invite, memberId } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import type { TestOrganization } from '../../test/test-organization.ts';
import { permissionsAt } from '../decide/permissions-at.ts';
import type { Operation } from '../operations.ts';
import type { Plan } from '../plan-result.ts';

const codes = ({ problems }: Plan) => problems.map(({ code }) => code);
const set = (
  name: string,
  company: string,
  permissions: readonly string[],
): Extract<Operation, { type: 'member.setPermissions' }> => ({
  type: 'member.setPermissions',
  memberId: memberId(name),
  scope: entityId(company),
  permissions,
  grantId: `grt_${name}_${company}`,
});
const held = (organization: TestOrganization, name: string, company: string) =>
  permissionsAt(organization.snapshot, memberId(name), entityId(company), organization.now);

test('permissions given directly are one grant at the place, changed in its place and gone when empty', () => {
  const companies = companyOrganization();
  companies.must([set('paul', 'north', ['company.use'])]);
  const { effects } = companies.must([set('paul', 'north', ['company.use', 'company.offer'])]);
  expect(effects).toMatchObject([
    {
      object: 'grant',
      id: 'grt_paul_north',
      before: { permissions: ['company.use'] },
      after: { setId: null, permissions: ['company.offer', 'company.use'] },
    },
  ]);
  expect(held(companies, 'paul', 'north')).toEqual(['company.offer', 'company.use']);
  companies.must([set('paul', 'north', [])]);
  expect(held(companies, 'paul', 'north')).toEqual([]);
  expect(held(companies, 'paul', 'south')).toEqual(['company.use']);
});

test('what is asked for must stand by itself: requirements are held, names are known', () => {
  const companies = companyOrganization();
  expect(codes(companies.plan([set('paul', 'north', ['company.offer'])]))).toEqual([
    'missing_required_permission',
  ]);
  expect(codes(companies.plan([set('paul', 'north', ['company.fly'])]))).toEqual([
    'unknown_permission',
  ]);
});

test('taking back what brought others along leaves what was given directly', () => {
  const companies = companyOrganization();
  companies.must([set('paul', 'north', ['company.use', 'company.run'])]);
  expect(held(companies, 'paul', 'north')).toContain('company.offer');
  companies.must([set('paul', 'north', ['company.use'])]);
  expect(held(companies, 'paul', 'north')).toEqual(['company.use']);
});

test('permissions of a module that is off are not given; those held before stay, count for nothing, and come back with it', () => {
  const companies = companyOrganization();
  const giving = set('paul', 'south', ['company.use', 'points.give']);
  expect(companies.plan([giving]).problems).toMatchObject([
    { code: 'module_disabled', details: { permissions: ['points.give'] } },
  ]);
  const turn = (modulesOff: readonly string[]): Operation => ({
    type: 'entitlements.set',
    scope: entityId('south'),
    modulesOff,
  });
  companies.must([turn([])]);
  companies.must([giving]);
  expect(held(companies, 'paul', 'south')).toEqual(['company.use', 'points.give']);
  companies.must([turn(['points'])]);
  expect(held(companies, 'paul', 'south')).toEqual(['company.use']);
  companies.must([set('paul', 'south', ['company.offer', 'company.use', 'points.give'])]);
  companies.must([turn([])]);
  expect(held(companies, 'paul', 'south')).toEqual(['company.offer', 'company.use', 'points.give']);
});

test('whoever runs a company gives there what a person lacks, within the own permissions, and nothing elsewhere', () => {
  const companies = companyOrganization();
  companies.must([set('paul', 'north', ['company.use'])], as('rita'));
  expect(codes(companies.plan([set('paul', 'south', [])], as('rita')))).toEqual(['not_allowed']);
  expect(
    codes(companies.plan([set('paul', 'south', ['company.offer', 'company.use'])], as('rita'))),
  ).toEqual(['not_allowed']);
  expect(codes(companies.plan([set('rita', 'north', ['company.use'])], as('rita')))).toEqual([
    'not_allowed',
  ]);
  expect(
    codes(
      companies.plan(
        [invite(companies, 'new', [{ permissions: ['company.use'], at: 'south' }])],
        as('rita'),
      ),
    ),
  ).toEqual(['not_allowed']);
  companies.must(
    [invite(companies, 'new', [{ permissions: ['company.use'], at: 'north' }])],
    as('rita'),
  );
});

test('a person may begin with nothing, where the model allows it', () => {
  const companies = companyOrganization();
  companies.must([invite(companies, 'new', [])]);
  expect(codes(shopOrganization().plan([invite(shopOrganization(), 'new', [])]))).toEqual([
    'member_needs_access',
  ]);
});

test('access is given the way the model gives it: directly or by sets, never the other way', () => {
  const companies = companyOrganization();
  const shop = shopOrganization();
  const [direct] = grants(shop, [{ permissions: ['campaign.view'], at: 'w1' }]);
  if (direct === undefined) throw new Error('There is one.');
  expect(
    codes(shop.plan([{ type: 'grant.add', memberId: memberId('edgar'), grant: direct }])),
  ).toEqual(['permissions_not_direct']);
  expect(
    codes(
      companies.plan([
        {
          type: 'grant.add',
          memberId: memberId('paul'),
          grant: { grantId: 'grt_1', setId: 'pst_x', scope: companies.id },
        },
      ]),
    ),
  ).toEqual(['unknown_permission_set']);
});

test('undoing turns a direct grant back, unless it has changed since', () => {
  const companies = companyOrganization();
  const { effects } = companies.must([set('paul', 'north', ['company.use'])]);
  const revert = effects.map(
    (recorded): Operation => ({ type: 'change.revert', changeId: 'chg_1', recorded }),
  );
  const later = companies.must([set('paul', 'north', ['company.offer', 'company.use'])]);
  expect(codes(companies.plan(revert))).toEqual(['changed_since']);
  companies.must(
    later.effects.map((recorded) => ({ type: 'change.revert', changeId: 'chg_2', recorded })),
  );
  companies.must(revert);
  expect(held(companies, 'paul', 'north')).toEqual([]);
});
