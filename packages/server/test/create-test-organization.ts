import type { OrganizationId, PermissionSetId } from '@latchkey/engine';
import { inOrganization } from '../src/db/in-organization.ts';
import { createOrganization } from '../src/features/organization/create-organization.ts';
import type { Services } from '../src/services.ts';
import { acceptAsNewUser, type TestMember } from './test-member.ts';

export interface TestOrganization {
  readonly organizationId: OrganizationId;
  readonly owner: TestMember;
  /** The model's sets by their keys: `sets.get('teammate')`. */
  readonly sets: ReadonlyMap<string, PermissionSetId>;
}

let made = 0;

/** An organization of a ready-made model with one owner, who has accepted the invitation. */
export async function createTestOrganization(
  services: Services,
  {
    name = 'Aurora Retail',
    modelKey = 'loyalty',
    ownerAddress = `owner${++made}@aurora.example`,
  } = {},
): Promise<TestOrganization> {
  const { organizationId, owner } = await createOrganization(services, {
    name,
    modelKey,
    owner: { address: ownerAddress, name: 'Olga Owner' },
    actor: { type: 'system', name: 'test' },
  });
  return {
    organizationId,
    owner: await acceptAsNewUser(services, organizationId, { ...owner, address: ownerAddress }),
    sets: await setsByKey(services, organizationId),
  };
}

async function setsByKey(services: Services, organizationId: OrganizationId) {
  const sets = await inOrganization(services.db, organizationId, (transaction) =>
    transaction.selectFrom('permission_sets').select(['model_key', 'set_id']).execute(),
  );
  return new Map(sets.map((set) => [set.model_key ?? set.set_id, set.set_id]));
}
