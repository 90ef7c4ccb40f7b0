import fc from 'fast-check';
import type { Operation } from '../src/operations.ts';
import { invite } from './populate.ts';
import { day, type TestOrganization } from './test-organization.ts';

/** An operation on whatever there is when its turn comes; many will be refused, and that is the point. */
export type RandomOperation = (organization: TestOrganization) => Operation;

const names = ['olga', 'oscar', 'edgar', 'wanda', 'egon', 'stella', 'new1', 'new2'];
const memberId = fc.constantFrom(...names).map((name) => `mem_${name}` as const);
const setKeys = ['viewer', 'editor', 'runner', 'asker', 'manager', 'steward', 'own1', 'own2'];
const setId = fc.constantFrom(...setKeys).map((key) => `pst_${key}` as const);
const scope = fc.constantFrom(
  'org_test',
  'ent_c1',
  'ent_c2',
  'ent_west',
  'ent_east',
  'ent_w1',
  'ent_w2',
  'ent_e1',
  'ent_x1',
);
const parents = fc.subarray(['ent_c1', 'ent_c2', 'ent_west', 'ent_east', 'ent_a1'] as const, {
  maxLength: 2,
});
const ownSetId = fc.constantFrom('pst_own1' as const, 'pst_own2' as const);
const permissions = fc.oneof(
  // As chains, or most sets would lack what they require and be refused.
  fc.constantFrom(
    ['campaign.view'],
    ['campaign.edit', 'campaign.view'],
    ['campaign.edit', 'campaign.publish', 'campaign.view'],
  ),
  fc.subarray(['campaign.run', 'money.ask', 'access.member.invite', 'access.member.read']),
);
const instant = fc.constantFrom(null, null, -1, 1, 2);
const grant = fc.record({
  number: fc.nat(1_000_000),
  setId,
  scope,
  startsAt: instant,
  endsAt: instant,
});
const grants = fc.array(grant, { maxLength: 2 });
const mayGrant = fc.oneof(
  fc.subarray(setKeys.map((key) => `pst_${key}` as const)),
  fc.constant('*' as const),
);

const at = (organization: TestOrganization, days: number | null) =>
  days === null ? null : organization.now + days * day;
type GrantSeed = typeof grant extends fc.Arbitrary<infer Seed> ? Seed : never;
const made = (organization: TestOrganization, seeds: readonly GrantSeed[]) =>
  seeds.map(({ number, startsAt, endsAt, ...rest }) => ({
    ...rest,
    grantId: `grt_random_${number}` as const,
    startsAt: at(organization, startsAt),
    endsAt: at(organization, endsAt),
  }));

const fixed = (operation: fc.Arbitrary<Operation>): fc.Arbitrary<RandomOperation> =>
  operation.map((made) => () => made);
const kind = <Type extends Operation['type']>(...types: readonly Type[]) =>
  fc.constantFrom(...types);

export const randomOperation: fc.Arbitrary<RandomOperation> = fc.oneof(
  fc
    .record({
      name: fc.constantFrom(...names),
      role: fc.constantFrom('member', 'member', 'owner'),
      grants,
    })
    .map(
      ({ name, role, grants: seeds }): RandomOperation =>
        (organization) => ({
          ...invite(organization, name, []),
          role,
          grants: made(organization, seeds),
        }),
    ),
  fc.record({ memberId, grants }).map(
    ({ memberId: id, grants: seeds }): RandomOperation =>
      (organization) => ({
        type: 'member.setGrants',
        memberId: id,
        grants: made(organization, seeds),
      }),
  ),
  fc.record({ memberId, grant }).map(
    ({ memberId: id, grant: seed }): RandomOperation =>
      (organization) => ({
        type: 'grant.add',
        memberId: id,
        grant: made(organization, [seed])[0] ?? {
          grantId: 'grt_none',
          setId: 'pst_viewer',
          scope: 'org_test',
        },
      }),
  ),
  fc.record({ memberId, position: fc.nat(3) }).map(
    ({ memberId: id, position }): RandomOperation =>
      (organization) => {
        const held = [...organization.grants].filter(([, state]) => state.memberId === id);
        return { type: 'grant.remove', memberId: id, grantId: held[position]?.[0] ?? 'grt_none' };
      },
  ),
  fixed(fc.record({ type: kind('member.suspend', 'member.resume', 'member.remove'), memberId })),
  fixed(fc.record({ type: kind('member.restore'), memberId, withAccess: fc.boolean() })),
  fixed(
    fc.record({ type: kind('member.setRole'), memberId, role: fc.constantFrom('owner', 'member') }),
  ),
  fc.record({ memberId, days: instant }).map(
    ({ memberId: id, days }): RandomOperation =>
      (organization) => ({
        type: 'member.setAccessEnd',
        memberId: id,
        accessEndsAt: at(organization, days),
      }),
  ),
  fc
    .record({
      name: fc.constantFrom(...names),
      ends: fc.constantFrom('accept', 'revoke', 'decline'),
    })
    .map(
      ({ name, ends }): RandomOperation =>
        (organization) => {
          const invitationId = `inv_${name}` as const;
          const generation = organization.invitations.get(invitationId)?.generation ?? 1;
          if (ends === 'revoke') return { type: 'invitation.revoke', invitationId };
          if (ends === 'decline') return { type: 'invitation.decline', invitationId, generation };
          return { type: 'invitation.accept', invitationId, generation, userId: `usr_${name}` };
        },
    ),
  fixed(
    fc.record({
      type: kind('permissionSet.create'),
      setId: ownSetId,
      name: fc.constantFrom('Own 1', 'Own 2'),
      description: fc.constant(''),
      permissions,
      mayGrant,
    }),
  ),
  fixed(
    fc.record({
      type: kind('permissionSet.update'),
      setId: fc.oneof(ownSetId, setId),
      permissions,
      mayGrant,
      restrictions: fc.subarray(['hide-number', 'hide-notes']),
    }),
  ),
  fixed(
    fc.record({
      type: kind('permissionSet.delete'),
      setId,
      replacementSetId: fc.oneof(setId, fc.constantFrom(null, 'none' as const)),
    }),
  ),
  fixed(
    fc.record({
      type: kind('entitlements.set'),
      scope,
      modulesOff: fc.constantFrom([], ['stock']),
    }),
  ),
  fixed(
    fc.record({
      type: kind('entity.create'),
      entityId: fc.constantFrom('ent_x1', 'ent_a1'),
      entityType: fc.constantFrom('store', 'area'),
      code: fc.constantFrom('x1', 'a1', 'w1'),
      name: fc.constant('New'),
      parents,
    }),
  ),
  fixed(
    fc.record({
      type: kind('entity.update'),
      entityId: fc.constantFrom('ent_w1', 'ent_w2', 'ent_e1', 'ent_x1', 'ent_a1', 'ent_west'),
      parents,
    }),
  ),
);
