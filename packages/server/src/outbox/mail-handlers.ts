import type { Services } from '../services.ts';
import type { Job } from './jobs.ts';
import { createMailer } from './mailer.ts';
import { sendAccountMails } from './send-account-mails.ts';
import { sendOrganizationMails } from './send-organization-mails.ts';

/** The jobs that send mail; `close` lets the kept connections go. */
export function mailHandlers(services: Services) {
  const mailer = createMailer(services.config);
  return {
    mail: async ({ organizationId }: Job): Promise<void> => {
      if (organizationId !== null) await sendOrganizationMails(services, mailer, organizationId);
    },
    'account-mail': (): Promise<void> => sendAccountMails(services, mailer),
    close: (): void => mailer?.close(),
  };
}
