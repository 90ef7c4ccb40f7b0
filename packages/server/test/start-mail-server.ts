import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail extends Email {
  /** Whom the envelope named: what a mail server really goes by. */
  readonly recipients: readonly string[];
}

export interface MailServer extends AsyncDisposable {
  readonly url: string;
  readonly mails: ReceivedMail[];
  /** The newest mail to an address. */
  to(address: string): ReceivedMail;
  /** The secret of the newest link that an address was sent. */
  tokenFor(address: string): string;
}

/** A real mail server that keeps what it gets; addresses in `answers` are answered with that code. */
export async function startMailServer(
  answers: Readonly<Record<string, number>> = {},
): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo({ address }, _session, callback) {
      const code = answers[address];
      if (code === undefined) return callback();
      callback(Object.assign(new Error('Not now, or never.'), { responseCode: code }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          mails.push({
            ...mail,
            recipients: session.envelope.rcptTo.map(({ address }) => address),
          });
          callback();
        }, callback);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo; // it listens on TCP
  const to = (address: string) => {
    const mail = mails.findLast(({ recipients }) => recipients.includes(address));
    if (!mail) throw new Error(`No mail to ${address}.`);
    return mail;
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    to,
    tokenFor(address) {
      const token = /#([\w.-]+)/.exec(to(address).text ?? '')?.[1];
      if (token === undefined) throw new Error(`The mail to ${address} has no link.`);
      return token;
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
