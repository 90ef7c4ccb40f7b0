import type { OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import { inOrganization } from '../db/in-organization.ts';
import type { Services } from '../services.ts';
import type { Mailer } from './mailer.ts';
import { type Outcome, recordDeliveries } from './record-deliveries.ts';
import {
  isStale,
  type OutboxRow,
  outboxRows,
  renderOrganizationMails,
} from './render-organization-mail.ts';

const batchSize = 20;

/** Sends what an organization has queued, batch by batch; two workers at once take different rows. */
export async function sendOrganizationMails(
  services: Services,
  mailer: Mailer | null,
  organizationId: OrganizationId,
): Promise<void> {
  if (!mailer) return markUnsendable(services, organizationId);
  let comeBackAt: Date | null = null;
  for (;;) {
    const batch = await sendBatch(services, mailer, organizationId);
    comeBackAt = earlier(comeBackAt, batch.comeBackAt);
    if (batch.size < batchSize || batch.failed === batch.size) break;
  }
  if (comeBackAt) await services.jobs.enqueue(null, 'mail', organizationId, comeBackAt);
}

function sendBatch(services: Services, mailer: Mailer, organizationId: OrganizationId) {
  return inOrganization(services.db, organizationId, async (transaction) => {
    const { rows } = await sql<OutboxRow>`
      ${outboxRows}
      where o.organization_id = ${organizationId} and o.status = 'queued' and o.next_attempt_at <= now()
      order by o.created_at limit ${batchSize}
      for update of o skip locked
    `.execute(transaction);
    const fresh = rows.filter((row) => !isStale(row));
    const contents = await renderOrganizationMails(services, transaction, organizationId, fresh);
    const outcomes = await Promise.all(
      rows.map(async (row): Promise<Outcome> => {
        const content = contents.get(row.mail_id);
        const delivery = content
          ? await mailer.send(row.recipient, content)
          : ({
              status: 'dropped',
              detail: 'A newer link was made, or the invitation no longer waits.',
            } as const);
        return { mailId: row.mail_id, attempts: row.attempts, delivery };
      }),
    );
    return {
      size: rows.length,
      failed: outcomes.filter(({ delivery }) => delivery.status === 'failed').length,
      comeBackAt:
        outcomes.length === 0
          ? null
          : await recordDeliveries(transaction, 'outbox_mails', outcomes),
    };
  });
}

/** Without a mail server nothing is wrong: the link is copied, or the demo shows the mail. */
async function markUnsendable({ db }: Services, organizationId: OrganizationId): Promise<void> {
  await inOrganization(db, organizationId, (transaction) =>
    transaction
      .updateTable('outbox_mails')
      .set({ status: 'no_mail_server', detail: 'No mail server is set up.' })
      .where('organization_id', '=', organizationId)
      .where('status', '=', 'queued')
      .execute(),
  );
}

export const earlier = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other < one) ? other : one;
