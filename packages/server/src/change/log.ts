import type { ChangeId, Effect, OrganizationId } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { type LoggedObject, readPersonalValues, withPersonalValues } from './personal-values.ts';

/** The effects of one recorded change, in the order they were recorded, personal values looked up; empty when there is no such change. */
export async function recordedEffects(
  transaction: Transaction,
  organizationId: OrganizationId,
  changeId: ChangeId,
): Promise<readonly Effect[]> {
  const { rows } = await transaction.client.query<LoggedObject>({
    name: 'recorded-effects',
    text: `select o.object, o.object_id as id, o.member_id as "memberId", o.before, o.after
           from changes c join change_objects o using (organization_id, revision)
           where c.organization_id = $1 and c.change_id = $2 order by o.ordinal`,
    values: [organizationId, changeId],
  });
  return resolvePersonalValues(transaction, organizationId, rows);
}

/** Recorded objects as they were; a value that has been erased reads `null`. */
async function resolvePersonalValues(
  transaction: Transaction,
  organizationId: OrganizationId,
  objects: readonly Pick<LoggedObject, 'object' | 'id' | 'before' | 'after'>[],
): Promise<readonly Effect[]> {
  const values = await readPersonalValues(transaction, organizationId, objects);
  return objects.map((object) => withPersonalValues(object, values));
}
