import { sql } from 'kysely';
import { recordOperatorEvent } from '../../audit/record-operator-event.ts';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import { globally } from '../../db/globally.ts';
import type { Services } from '../../services.ts';
import { readAccount } from '../../sign-in/accounts.ts';
import { endOperatorSessions } from '../../sign-in/operator-sessions.ts';
import { endVisit } from './end-visit.ts';
import { readOpenVisits } from './queries.ts';

/**
 * Takes everything above the organizations away at once: a session of a visit needs the operator's row at
 * every request, so it is dead with this transaction; that the visits are over is then written down in each
 * organization. Answers false when there is no such operator.
 */
export async function removeOperator(services: Services, address: string): Promise<boolean> {
  const userId = await globally(services.db, async (transaction) => {
    const account = await readAccount(transaction, { address });
    if (!account) return null;
    const { numUpdatedRows } = await transaction
      .updateTable('operators')
      .set({ removed_at: sql`now()` })
      .where('user_id', '=', account.userId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return null;
    await endOperatorSessions(transaction, account.userId);
    await recordOperatorEvent(transaction, {
      kind: 'operator.removed',
      userId: null,
      ipAddress: '',
      details: { userId: account.userId },
    });
    return account.userId;
  });
  if (userId === null) return false;
  const visits = await acrossOrganizations(services.db, 'visits-of-an-operator', (transaction) =>
    readOpenVisits(transaction, userId),
  );
  for (const { organization_id, member_id } of visits) {
    await endVisit(services, organization_id, member_id, { type: 'system', name: 'cli' });
  }
  return true;
}
