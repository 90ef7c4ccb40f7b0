import type { OrganizationId } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { ProblemError } from '../http/problem.ts';

/**
 * For `alongside`: nobody has changed the object since its editor read it, asked under the
 * organization's lock. The log does not hold the change in hand yet, so its newest entry is the one before.
 */
export const stillAt =
  (organizationId: OrganizationId, objectId: string, revision: number) =>
  async ({ client }: Transaction): Promise<void> => {
    const { rows } = await client.query<{ newest: number | null }>({
      name: 'newest-revision-of-object',
      text: `select max(revision) as newest from change_objects
             where organization_id = $1 and object_id = $2`,
      values: [organizationId, objectId],
    });
    if ((rows[0]?.newest ?? 0) !== revision) throw new ProblemError('stale');
  };
