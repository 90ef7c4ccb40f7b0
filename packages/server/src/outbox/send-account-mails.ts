import type { UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import { globally } from '../db/globally.ts';
import type { AccountMailsTable, MailId } from '../db/tables.ts';
import type { Services } from '../services.ts';
import { signPasswordResetToken } from '../tokens/password-reset-token.ts';
import { accountMailContent } from './account-mail-content.ts';
import type { MailContent } from './mail-content.ts';
import type { Mailer } from './mailer.ts';
import { type Outcome, recordDeliveries } from './record-deliveries.ts';
import { earlier } from './send-organization-mails.ts';

const batchSize = 20;
const resetLinkLife = 60 * 60 * 1000;

export interface AccountMailRow {
  readonly mail_id: MailId;
  readonly user_id: UserId;
  readonly kind: AccountMailsTable['kind'];
  readonly generation: number;
  readonly attempts: number;
  readonly created_at: Date;
  readonly address: string;
  readonly present_generation: number;
}

const accountMailRows = sql`
  select a.mail_id, a.user_id, a.kind, a.generation, a.attempts, a.created_at, u.address, c.generation as present_generation
  from account_mails a join users u on u.user_id = a.user_id join credentials c on c.user_id = a.user_id`;

/** Sends queued mails about accounts; a reset for a password that has changed meanwhile is dropped. */
export async function sendAccountMails(services: Services, mailer: Mailer | null): Promise<void> {
  let comeBackAt: Date | null = null;
  for (;;) {
    const batch = await sendBatch(services, mailer);
    comeBackAt = earlier(comeBackAt, batch.comeBackAt);
    if (batch.size < batchSize || batch.failed === batch.size) break;
  }
  if (comeBackAt) await services.jobs.enqueue(null, 'account-mail', null, comeBackAt);
}

function sendBatch(services: Services, mailer: Mailer | null) {
  return globally(services.db, async (transaction) => {
    const { rows } = await sql<AccountMailRow>`
      ${accountMailRows}
      where a.status = 'queued' and a.next_attempt_at <= now() order by a.created_at limit ${batchSize}
      for update of a skip locked
    `.execute(transaction);
    const outcomes = await Promise.all(
      rows.map(
        async (row): Promise<Outcome> => ({
          mailId: row.mail_id,
          attempts: row.attempts,
          delivery: await deliver(services, mailer, row),
        }),
      ),
    );
    return {
      size: rows.length,
      failed: outcomes.filter(({ delivery }) => delivery.status === 'failed').length,
      comeBackAt:
        outcomes.length === 0
          ? null
          : await recordDeliveries(transaction, 'account_mails', outcomes),
    };
  });
}

function deliver(
  services: Services,
  mailer: Mailer | null,
  row: AccountMailRow,
): Promise<Outcome['delivery']> | Outcome['delivery'] {
  if (row.generation !== row.present_generation)
    return { status: 'dropped', detail: 'The password has changed since.' };
  if (!mailer) return { status: 'no_mail_server', detail: 'No mail server is set up.' };
  return mailer.send(row.address, renderAccountMail(services, row));
}

/** The mail as it is sent now; a reset's link is made here and stored nowhere. */
export function renderAccountMail({ config }: Services, row: AccountMailRow): MailContent {
  const { publicUrl, serverKey, platformName } = config;
  const expiresAt = row.created_at.getTime() + resetLinkLife;
  const token = signPasswordResetToken(serverKey, {
    userId: row.user_id,
    credentialGeneration: row.generation,
    expiresAt,
  });
  return accountMailContent(row.kind, {
    platformName,
    address: row.address,
    at: row.created_at,
    url:
      row.kind === 'password_reset'
        ? `${publicUrl}/reset-password#${token}`
        : `${publicUrl}/sign-in`,
    linkEndsAt: new Date(expiresAt),
  });
}

/** The newest mails about accounts, for the demo's mailbox page. */
export async function newestAccountMails(
  transaction: Transaction,
  limit: number,
): Promise<readonly AccountMailRow[]> {
  const { rows } =
    await sql<AccountMailRow>`${accountMailRows} order by a.created_at desc limit ${limit}`.execute(
      transaction,
    );
  return rows;
}
