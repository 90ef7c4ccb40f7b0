import type { Authority } from '../src/actor.ts';
import type { EntityId, GrantId, Instant, MemberId, PermissionSetId, Scope } from '../src/ids.ts';
import type { NewGrant, Operation } from '../src/operations.ts';
import { day, type TestOrganization } from './test-organization.ts';

export const memberId = (name: string): MemberId => `mem_${name}`;
export const setId = (key: string): PermissionSetId => `pst_${key}`;
export const entityId = (code: string): EntityId => `ent_${code}`;
export const as = (name: string): Authority => ({ kind: 'member', memberId: memberId(name) });

export type GrantWords = {
  readonly at: string;
  readonly startsAt?: Instant;
  readonly endsAt?: Instant;
} & ({ readonly set: string } | { readonly permissions: readonly string[] });

/** `organization` or the code of an entity. */
export const scopeOf = (organization: TestOrganization, at: string): Scope =>
  at === 'organization' ? organization.id : entityId(at);

let grantCount = 0;
export function grants(organization: TestOrganization, words: readonly GrantWords[]): NewGrant[] {
  return words.map(({ at, startsAt = null, endsAt = null, ...holding }) => {
    grantCount += 1;
    const grantId: GrantId = `grt_${grantCount}`;
    return {
      grantId,
      scope: scopeOf(organization, at),
      startsAt,
      endsAt,
      ...('set' in holding ? { setId: setId(holding.set) } : { permissions: holding.permissions }),
    };
  });
}

export function invite(
  organization: TestOrganization,
  name: string,
  words: readonly GrantWords[] | 'owner',
  more: Partial<Extract<Operation, { type: 'member.invite' }>> = {},
): Extract<Operation, { type: 'member.invite' }> {
  return {
    type: 'member.invite',
    memberId: memberId(name),
    invitationId: `inv_${name}`,
    address: `${name}@shop.example`,
    name,
    role: words === 'owner' ? 'owner' : 'member',
    grants: words === 'owner' ? [] : grants(organization, words),
    signInMethod: 'password',
    linkEndsAt: organization.now + 7 * day,
    ...more,
  };
}

/** Invites and accepts. */
export function join(
  organization: TestOrganization,
  name: string,
  words: readonly GrantWords[] | 'owner',
): void {
  organization.must([invite(organization, name, words)]);
  organization.must([
    {
      type: 'invitation.accept',
      invitationId: `inv_${name}`,
      generation: 1,
      userId: `usr_${name}`,
    },
  ]);
}

/** `store`, its code and the codes it lies in. */
export function place(
  organization: TestOrganization,
  entityType: string,
  code: string,
  ...parents: readonly string[]
): void {
  organization.must([
    {
      type: 'entity.create',
      entityId: entityId(code),
      entityType,
      code,
      name: code,
      parents: parents.map(entityId),
    },
  ]);
}
