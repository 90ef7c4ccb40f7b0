import type { OrganizationId } from '@latchkey/engine';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import type { Database } from '../../db/database.ts';

export interface ListedOrganization {
  readonly organizationId: OrganizationId;
  readonly name: string;
  /** Number of its newest change. */
  readonly revision: number;
}

/** Every organization of the installation, for whoever runs it. */
export function listOrganizations(db: Database): Promise<readonly ListedOrganization[]> {
  return acrossOrganizations(db, 'list-organizations', (transaction) =>
    transaction
      .selectFrom('organizations')
      .select(['organization_id as organizationId', 'name', 'revision'])
      .orderBy('name')
      .orderBy('organization_id')
      .execute(),
  );
}
