import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import type { MailContent } from './mail-content.ts';

export type Delivery =
  | { readonly status: 'sent'; readonly detail: string | null }
  /** The mail server will never take it. */
  | { readonly status: 'refused'; readonly detail: string }
  /** It may be taken later. */
  | { readonly status: 'failed'; readonly detail: string };

export interface Mailer {
  /** The address is canonical; names and addresses are handed over apart, never as one string. */
  send(address: string, content: MailContent): Promise<Delivery>;
  close(): void;
}

/** Mail over the configured server, through a few kept connections; null when mail is not sent. */
export function createMailer({ smtpUrl, mailFrom }: Config): Mailer | null {
  if (smtpUrl === null) return null;
  const transport = createTransport(
    {
      url: smtpUrl,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    },
    { headers: { 'Auto-Submitted': 'auto-generated' } },
  );
  return {
    async send(address, { subject, text, html, fromName, replyTo }) {
      try {
        const sent = await transport.sendMail({
          from: { name: fromName, address: mailFrom.address },
          to: [{ name: '', address }],
          ...(replyTo && { replyTo: [replyTo] }),
          subject,
          text,
          html,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { status: 'sent', detail: sent.response.slice(0, 300) };
      } catch (error) {
        return failure(error);
      }
    },
    close: () => transport.close(),
  };
}

function failure(error: unknown): Delivery {
  if (!(error instanceof Error)) return { status: 'failed', detail: String(error) };
  const code =
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
  const detail = (
    'response' in error && typeof error.response === 'string' ? error.response : error.message
  ).slice(0, 300);
  // 5xx is the server's last word about this mail; a refused log-in is about us and may be mended.
  const final = code >= 500 && !('code' in error && error.code === 'EAUTH');
  return { status: final ? 'refused' : 'failed', detail };
}
