import { sql } from 'kysely';
import { acrossOrganizations } from '../db/across-organizations.ts';
import type { Services } from '../services.ts';

/**
 * Asks for a job wherever work has lain for a minute without one. So nothing rests on the queue:
 * it may lose jobs, be emptied or be restored from an older backup.
 */
export async function sweep({ db }: Pick<Services, 'db'>): Promise<void> {
  await acrossOrganizations(db, 'queued-without-job', (transaction) =>
    sql`
      select latchkey_enqueue_missing(kind, organization_id) from (
        select distinct 'mail' as kind, organization_id from outbox_mails
        where status = 'queued' and created_at < now() - interval '1 minute'
        union
        select distinct 'account-mail', null from account_mails
        where status = 'queued' and created_at < now() - interval '1 minute'
      ) as work`.execute(transaction),
  );
}
