import {
  type EntityId,
  type MemberId,
  type Operation,
  permissionGraph,
  permissionsAt,
  type Scope,
} from '@latchkey/engine';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { TestOrganization } from '../../engine/test/test-organization.ts';
import { guardsWithoutPeople } from '../../engine/test/without-guards.ts';
import { companyId, memberId, promotionsOrganization } from '../test/promotions-organization.ts';
import { promotionsModel } from './promotions.ts';

// Thousands of steps take a while on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const graph = permissionGraph(promotionsModel);
const permissions = Object.values(promotionsModel.modules).flatMap((module) =>
  Object.keys(module.permissions),
);
const people = ['ada', 'bob', 'eve', 'nia', 'ola'] as const;
const places = ['alpha', 'beta', 'organization'] as const;

const start = () =>
  promotionsOrganization({
    companies: [
      { code: 'alpha', loyalty: true },
      { code: 'beta', loyalty: false },
    ],
    members: [
      { name: 'ada', grants: [{ at: 'alpha', permissions: ['company.administer'] }] },
      { name: 'bob', grants: [{ at: 'beta', permissions: ['company.administer'] }] },
      { name: 'eve', grants: [{ at: 'alpha', permissions: ['company.use', 'promotion.edit'] }] },
      { name: 'nia' },
      { name: 'ola', role: 'owner' },
    ],
  });

interface Step {
  readonly kind: 'set' | 'add' | 'grants' | 'invite' | 'owner' | 'restore' | 'remove' | 'modules';
  readonly person: (typeof people)[number];
  readonly place: (typeof places)[number];
  readonly wanted: readonly string[];
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind'][]>(
    'set',
    'set',
    'set',
    'add',
    'grants',
    'invite',
    'owner',
    'restore',
    'remove',
    'modules',
  ),
  person: fc.constantFrom(...people),
  place: fc.constantFrom(...places),
  // Closed, so that what refuses is the question of who may, not whether it can stand.
  wanted: fc
    .subarray(permissions, { maxLength: 6 })
    .map((names) =>
      names.reduce((held, name) => graph.tick(held, name).permissions, [] as string[]),
    ),
});

let ids = 0;
function operationOf({ id }: TestOrganization, { kind, person, place, wanted }: Step): Operation {
  const scope: Scope = place === 'organization' ? id : companyId(place);
  const grant = { grantId: `grt_walk${++ids}` as const, scope, permissions: wanted };
  const who: MemberId = memberId(person);
  switch (kind) {
    case 'set':
      return {
        type: 'member.setPermissions',
        memberId: who,
        scope,
        permissions: wanted,
        grantId: grant.grantId,
      };
    case 'add':
      return { type: 'grant.add', memberId: who, grant };
    case 'grants':
      return { type: 'member.setGrants', memberId: who, grants: wanted.length > 0 ? [grant] : [] };
    case 'invite':
      return {
        type: 'member.invite',
        memberId: `mem_walk${ids}`,
        invitationId: `inv_walk${ids}`,
        address: `walk${ids}@cases.example`,
        name: 'Walk',
        role: 'member',
        grants: wanted.length > 0 ? [grant] : [],
        signInMethod: 'password',
        linkEndsAt: Date.UTC(2026, 5, 18),
      };
    case 'owner':
      return { type: 'member.setRole', memberId: who, role: 'owner' };
    case 'restore':
      return { type: 'member.restore', memberId: who, withAccess: true };
    case 'remove':
      return { type: 'member.remove', memberId: who };
    case 'modules':
      return { type: 'entitlements.set', scope, modulesOff: [] };
  }
}

const scopesOf = ({ id }: TestOrganization): Scope[] => [
  id,
  ...places.slice(0, 2).map((code): EntityId => companyId(code)),
];

/** Everything that anybody holds or would hold once they come, by grants and by standing. */
function everything(organization: TestOrganization): Set<string> {
  const found = new Set<string>();
  for (const [who, { role, status }] of organization.members) {
    if (status === 'removed') continue;
    if (role === 'owner') found.add(`${who} owner`);
  }
  for (const { memberId: who, scope, permissions: held } of organization.grants.values()) {
    for (const name of graph.closure(held ?? [])) found.add(`${who} ${scope} ${name}`);
  }
  return found;
}

const neverBeyond = (rules?: TestOrganization['guards']) =>
  fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
    const organization = start();
    if (rules) organization.guards = rules;
    for (const one of steps) {
      const before = everything(organization);
      const own = new Map(
        scopesOf(organization).map((scope) => [
          scope,
          new Set(permissionsAt(organization.snapshot, memberId('ada'), scope, organization.now)),
        ]),
      );
      organization.do([operationOf(organization, one)], {
        kind: 'member',
        memberId: memberId('ada'),
      });
      for (const held of everything(organization)) {
        if (before.has(held)) continue;
        const [who = '', scope = '', name = ''] = held.split(' ');
        const mayGive = [...own].find(([place]) => place === scope)?.[1].has(name) ?? false;
        if (!mayGive) throw new Error(`${who} came to hold ${scope} ${name}`);
      }
    }
  });

test('a company administrator’s walk gives nobody what the administrator could not hand out', () => {
  // Some nine thousand steps.
  fc.assert(neverBeyond(), { numRuns: 400 });
});

test('without the guard of people such a walk is found', () => {
  const found = fc.check(neverBeyond(guardsWithoutPeople), {
    numRuns: 200,
  });
  expect(found.failed).toBe(true);
});
