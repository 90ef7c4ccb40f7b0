/** Settings of one server process, read and checked once at start. */
export interface Config {
  /** Origin under which people and modules reach the server; links in mails begin with it. No trailing slash. */
  readonly publicUrl: string;
  readonly port: number;
  /** A server of the user's; null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** 32 bytes or more; signs invitation links, revision tokens and cursors. */
  readonly serverKey: Buffer;
  /** Where the embedded database and the generated server key lie. */
  readonly dataDirectory: string;
  /** `smtp://…`; null: mail is not sent, the demo shows it on the mailbox page. */
  readonly smtpUrl: string | null;
  readonly mailFrom: { readonly name: string; readonly address: string };
  /** The platform that has installed Latchkey, as people know it. */
  readonly platformName: string;
  /** The platform's own identity provider; null: people of an organization without one sign in with passwords. */
  readonly sso: SsoConfig | null;
  /** Whom people of an organization ask: a mail address or a link; null: nobody is named. */
  readonly support: string | null;
  /** Not ready once so long has passed since everything in memory was known to be the newest. */
  readonly maxStalenessMs: number;
  /** Decisions are answered so long after that; `maxStalenessMs` or longer. */
  readonly serveStaleMs: number;
  /** What the reader of `/metrics` presents; null: there are no metrics. */
  readonly metricsToken: string | null;
  /** The embedded demo: mailbox page, sign-in links. Never with a database of the user's. */
  readonly demo: boolean;
  /** The built console's folder; null: the API alone. */
  readonly consoleDirectory: string | null;
}

/** An OpenID Connect provider for every organization of the installation. */
export interface SsoConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people know it as: it stands on the button. */
  readonly name: string;
}
