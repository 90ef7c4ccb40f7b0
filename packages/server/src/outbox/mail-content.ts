/** A mail as it is put on the wire and shown on the mailbox page. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Whom an answer reaches; left out: nobody. */
  readonly replyTo?: { readonly name: string; readonly address: string };
  /** The sender's name beside the configured address. */
  readonly fromName: string;
}
