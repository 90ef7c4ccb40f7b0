import type { CaughtMail } from '@latchkey/contract';
import type { OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import { globally } from '../../db/globally.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { ProblemError } from '../../http/problem.ts';
import { showsMailbox } from '../../outbox/mail-mode.ts';
import {
  type OutboxRow,
  outboxRows,
  renderOrganizationMails,
} from '../../outbox/render-organization-mail.ts';
import { newestAccountMails, renderAccountMail } from '../../outbox/send-account-mails.ts';
import type { Services } from '../../services.ts';

const most = 100;

/** What the demo would have sent, the newest first, made anew each time: no link is kept anywhere. */
export async function readMailbox(services: Services): Promise<CaughtMail[]> {
  if (!showsMailbox(services.config)) throw new ProblemError('not_found');
  const organizations = await acrossOrganizations(
    services.db,
    'list-organizations',
    (transaction) => transaction.selectFrom('organizations').select('organization_id').execute(),
  );
  const mails = await Promise.all([
    accountMails(services),
    ...organizations.map(({ organization_id }) => organizationMails(services, organization_id)),
  ]);
  return mails
    .flat()
    .toSorted((one, other) => other.at.localeCompare(one.at))
    .slice(0, most);
}

function organizationMails(
  services: Services,
  organizationId: OrganizationId,
): Promise<CaughtMail[]> {
  return inOrganization(services.db, organizationId, async (transaction) => {
    const { rows } = await sql<OutboxRow>`
      ${outboxRows} where o.organization_id = ${organizationId} order by o.created_at desc limit ${most}
    `.execute(transaction);
    const contents = await renderOrganizationMails(services, transaction, organizationId, rows);
    return rows.flatMap(({ mail_id, recipient, created_at }) => {
      const content = contents.get(mail_id);
      if (!content) return [];
      const { subject, text, html } = content;
      return [{ id: mail_id, to: recipient, subject, text, html, at: created_at.toISOString() }];
    });
  });
}

function accountMails(services: Services): Promise<CaughtMail[]> {
  return globally(services.db, async (transaction) =>
    (await newestAccountMails(transaction, most)).map((row) => {
      const { subject, text, html } = renderAccountMail(services, row);
      return {
        id: row.mail_id,
        to: row.address,
        subject,
        text,
        html,
        at: row.created_at.toISOString(),
      };
    }),
  );
}
