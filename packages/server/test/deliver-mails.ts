import type { OrganizationId } from '@latchkey/engine';
import { mailHandlers } from '../src/outbox/mail-handlers.ts';
import type { Services } from '../src/services.ts';

/** Runs the job that sends what is queued: an organization's mails, or those about accounts. */
export async function deliverMails(
  services: Services,
  organizationId: OrganizationId | null,
): Promise<void> {
  const handlers = mailHandlers(services);
  try {
    if (organizationId === null) await handlers['account-mail']();
    else await handlers.mail({ kind: 'mail', organizationId });
  } finally {
    handlers.close();
  }
}
