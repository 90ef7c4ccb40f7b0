import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it is handed. */
export interface MailSink {
  readonly url: string;
  /** Waits for a mail to this address that has not been read before. */
  next(address: string): Promise<Email>;
  readonly received: readonly Email[];
  close(): Promise<void>;
}

const patience = 30_000;

export async function startMailSink(): Promise<MailSink> {
  const received: Email[] = [];
  const read = new Set<Email>();
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          received.push(mail);
          for (const wake of waiting) wake();
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo; // INVARIANT: it listens on TCP
  const find = (address: string) =>
    received.find((mail) => !read.has(mail) && mail.to?.some((to) => to.address === address));

  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    async next(address) {
      const deadline = Date.now() + patience;
      while (true) {
        const mail = find(address);
        if (mail) {
          read.add(mail);
          return mail;
        }
        const left = deadline - Date.now();
        if (left <= 0) throw new Error(`No mail to ${address} within ${patience / 1000} s.`);
        await arrival(waiting, left);
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function arrival(waiting: Set<() => void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      waiting.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, timeoutMs);
    waiting.add(wake);
  });
}

/** The link that a mail's button leads to. */
export function linkIn(mail: Pick<Email, 'subject' | 'text'>): string {
  const link = /https?:\/\/\S+#\S+/.exec(mail.text ?? '')?.[0];
  if (!link) throw new Error(`There is no link in the mail "${mail.subject ?? ''}".`);
  return link;
}
