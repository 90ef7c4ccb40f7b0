import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import type { MailId } from '../db/tables.ts';
import type { Delivery } from './mailer.ts';

export interface Outcome {
  readonly mailId: MailId;
  readonly attempts: number;
  readonly delivery:
    | Delivery
    | { readonly status: 'dropped' | 'no_mail_server'; readonly detail: string };
}

const mostAttempts = 8;

/** Seconds until the next attempt: half a minute, then twice as long each time, an hour at most. */
const pauseAfter = (attempts: number) => Math.min(3600, 30 * 2 ** (attempts - 1));

/** Writes what became of a batch; a passing failure stays queued until its pause is over. Returns when to come back. */
export async function recordDeliveries(
  transaction: Transaction,
  table: 'outbox_mails' | 'account_mails',
  outcomes: readonly Outcome[],
): Promise<Date | null> {
  const rows = outcomes.map(({ mailId, attempts, delivery }) => {
    const made =
      delivery.status === 'dropped' || delivery.status === 'no_mail_server'
        ? attempts
        : attempts + 1;
    const passing = delivery.status === 'failed' && made < mostAttempts;
    const status =
      delivery.status === 'failed' ? (passing ? 'queued' : 'refused') : delivery.status;
    return {
      mailId,
      status,
      detail: delivery.detail,
      attempts: made,
      pause: passing ? pauseAfter(made) : 0,
    };
  });
  await sql`
    update ${sql.table(table)} as o set
      status = r.status, detail = r.detail, attempts = r.attempts,
      next_attempt_at = now() + r.pause * interval '1 second',
      sent_at = case when r.status = 'sent' then clock_timestamp() end
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r("mailId" text, status text, detail text, attempts integer, pause integer)
    where o.mail_id = r."mailId"
  `.execute(transaction);
  const pauses = rows.filter(({ pause }) => pause > 0).map(({ pause }) => pause);
  return pauses.length === 0 ? null : new Date(Date.now() + Math.min(...pauses) * 1000 + 500);
}
