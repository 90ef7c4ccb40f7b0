import type { EntityId, MemberId, NewGrant, Operation, OrganizationId } from '@latchkey/engine';
import { promotionsModel } from '@latchkey/models';
import { commit } from '../src/change/commit.ts';
import { createOrganization } from '../src/features/organization/create-organization.ts';
import { newId } from '../src/ids.ts';
import type { Services } from '../src/services.ts';
import { acceptAsNewUser, type TestMember } from './test-member.ts';

export interface PromotionsOrganization {
  readonly organizationId: OrganizationId;
  readonly owner: TestMember;
  change(...operations: Operation[]): ReturnType<typeof commit>;
  addCompany(code: string, loyalty: boolean): Promise<EntityId>;
  grant(scope: EntityId | OrganizationId, permissions: readonly string[]): NewGrant;
  /** Active, with these grants. */
  addMember(name: string, ...grants: NewGrant[]): Promise<TestMember>;
  addOwner(name: string): Promise<TestMember>;
  /** Invited and not yet come. */
  invite(name: string, ...grants: NewGrant[]): Promise<MemberId>;
}

let made = 0;

/** An organization of the promotions model with its owner, as yet without companies. */
export async function createPromotionsOrganization(
  services: Services,
): Promise<PromotionsOrganization> {
  const number = ++made;
  const domain = `group${number}.example`;
  const address = `owner@${domain}`;
  const models = new Map([...services.models, [promotionsModel.key, promotionsModel]]);
  const { organizationId, owner } = await createOrganization(
    { ...services, models },
    { name: `Group ${number}`, modelKey: 'promotions', owner: { address, name: 'Olga Owner' } },
  );
  const change = (...operations: Operation[]) =>
    commit(services, organizationId, {
      actor: { type: 'system', name: 'test' },
      authority: { kind: 'system' },
      channel: 'system',
      operations,
    });
  const invite = async (
    name: string,
    grants: readonly NewGrant[],
    role: 'owner' | 'member' = 'member',
  ) => {
    const invited = {
      memberId: newId('mem'),
      invitationId: newId('inv'),
      address: `${name.toLowerCase().replaceAll(' ', '.')}@${domain}`,
    };
    await change({
      type: 'member.invite',
      ...invited,
      name,
      role,
      grants,
      signInMethod: 'password',
      linkEndsAt: Date.now() + 86_400_000,
    });
    return invited;
  };
  const join = async (...asked: Parameters<typeof invite>) =>
    acceptAsNewUser(services, organizationId, await invite(...asked));
  return {
    organizationId,
    owner: await acceptAsNewUser(services, organizationId, { ...owner, address }),
    change,
    async addCompany(code, loyalty) {
      const entityId = newId('ent');
      await change(
        { type: 'entity.create', entityId, entityType: 'company', code, name: code, parents: [] },
        { type: 'entitlements.set', scope: entityId, modulesOff: loyalty ? [] : ['loyalty'] },
      );
      return entityId;
    },
    grant: (scope, permissions) => ({ grantId: newId('grt'), scope, permissions }),
    addMember: (name, ...grants) => join(name, grants),
    addOwner: (name) => join(name, [], 'owner'),
    invite: async (name, ...grants) => (await invite(name, grants)).memberId,
  };
}
