import type { EntityId, MemberId, Scope } from '@latchkey/engine';
import { TestOrganization } from '../../engine/test/test-organization.ts';
import { promotionsModel } from '../src/promotions.ts';
import type { PromotionsCase } from './promotions-case.ts';

export const memberId = (name: string): MemberId => `mem_${name}`;
export const companyId = (code: string): EntityId => `ent_${code}`;
export const scopeOf = ({ id }: TestOrganization, at: string): Scope =>
  at === 'organization' ? id : companyId(at);

/** An organization of the promotions model in memory: its companies, an owner called `owner`, and these people, active. */
export function promotionsOrganization({
  companies,
  members,
}: Pick<PromotionsCase, 'companies' | 'members'>): TestOrganization {
  const organization = new TestOrganization(promotionsModel);
  for (const { code, loyalty } of companies) {
    const entityId = companyId(code);
    organization.must([
      { type: 'entity.create', entityId, entityType: 'company', code, name: code, parents: [] },
      { type: 'entitlements.set', scope: entityId, modulesOff: loyalty ? [] : ['loyalty'] },
    ]);
  }
  let grants = 0;
  for (const { name, role = 'member', grants: held = [] } of [
    { name: 'owner', role: 'owner' as const },
    ...members,
  ]) {
    organization.must([
      {
        type: 'member.invite',
        memberId: memberId(name),
        invitationId: `inv_${name}`,
        address: `${name}@cases.example`,
        name,
        role,
        grants: held.map(({ at, permissions }) => ({
          grantId: `grt_${++grants}` as const,
          permissions,
          scope: scopeOf(organization, at),
        })),
        signInMethod: 'password',
        linkEndsAt: organization.now + 86_400_000,
      },
      {
        type: 'invitation.accept',
        invitationId: `inv_${name}`,
        generation: 1,
        userId: `usr_${name}`,
      },
    ]);
  }
  return organization;
}
