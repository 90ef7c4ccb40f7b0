import type { OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import type { Database } from '../../db/database.ts';

export interface ListedOrganization {
  readonly organizationId: OrganizationId;
  readonly name: string;
  /** Number of its newest change. */
  readonly revision: number;
  /** Key of the access model that it lives by, and the version in force. */
  readonly modelKey: string;
  readonly modelHash: string;
}

/** Every organization of the installation, for whoever runs it. */
export function listOrganizations(db: Database): Promise<readonly ListedOrganization[]> {
  return acrossOrganizations(db, 'list-organizations', (transaction) =>
    transaction
      .selectFrom('organizations')
      .innerJoin('model_versions', 'model_versions.model_hash', 'organizations.model_hash')
      .select([
        'organization_id as organizationId',
        'name',
        'revision',
        sql<string>`model_versions.model ->> 'key'`.as('modelKey'),
        'organizations.model_hash as modelHash',
      ])
      .orderBy('name')
      .orderBy('organization_id')
      .execute(),
  );
}
