import { sql } from 'kysely';
import { recordEvent } from '../audit/record-event.ts';
import { inOrganization } from '../db/in-organization.ts';
import type { Services } from '../services.ts';
import type { FoundSession } from './find-session.ts';

/** Ends the sign-in, and with it the sessions of every organization that were issued from it. */
export function signOut({ db }: Services, session: FoundSession, ipAddress: string): Promise<void> {
  const { organizationId, memberId, signInId } = session;
  return inOrganization(db, organizationId, async (transaction) => {
    await transaction
      .updateTable('sign_ins')
      .set({ expires_at: sql`now()` })
      .where('sign_in_id', '=', signInId)
      .execute();
    await transaction
      .deleteFrom('sessions')
      .where('organization_id', '=', organizationId)
      .where('sign_in_id', '=', signInId)
      .execute();
    await recordEvent(transaction, { organizationId, kind: 'sign_in.ended', memberId, ipAddress });
  });
}
