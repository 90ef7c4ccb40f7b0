import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cloneDatabase } from '../../packages/server/test/clone-database.ts';
import { freePort } from './free-port.ts';
import { type ProviderAccount, startProvider } from './identity-provider.ts';
import { type MailSink, startMailSink } from './mail-sink.ts';
import { main, root, type ServerProcess, startServer, stopServer } from './server-process.ts';

const run = promisify(execFile);

/** An installation as it runs in production: server processes on one PostgreSQL, mail over SMTP. */
export interface Platform extends AsyncDisposable {
  readonly servers: readonly ServerProcess[];
  readonly mail: MailSink;
  /** Address of the first process, the one that links in mails lead to. */
  readonly url: string;
  /** Runs the command line on the same installation and answers with what it printed. */
  latchkey(...args: readonly string[]): Promise<string>;
  /** Starts one more process on the given port, or in place of one that was killed. */
  start(port: number): Promise<ServerProcess>;
}

export interface PlatformOptions {
  readonly processes?: number;
  /** People whom the platform's own identity provider knows; without any there is no provider. */
  readonly accounts?: readonly ProviderAccount[];
}

export async function startPlatform({
  processes = 2,
  accounts = [],
}: PlatformOptions = {}): Promise<Platform> {
  const database = await cloneDatabase();
  const mail = await startMailSink();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
  const ports = await Promise.all(Array.from({ length: processes }, freePort));
  const url = `http://127.0.0.1:${ports[0]}`;
  const provider = accounts.length > 0 ? await startProvider(url, accounts) : null;
  const environment = {
    ...process.env,
    ...provider?.environment,
    DATABASE_URL: urlOf(database.connection),
    PUBLIC_URL: url,
    LATCHKEY_SERVER_KEY: randomBytes(32).toString('base64url'),
    LATCHKEY_PLATFORM_NAME: 'Beacon',
    LATCHKEY_SUPPORT: 'access@beacon.example',
    LATCHKEY_DATA: dataDirectory,
    SMTP_URL: mail.url,
    MAIL_FROM: 'Beacon <access@beacon.example>',
  };
  const start = (port: number) => startServer(port, environment);
  const servers: ServerProcess[] = [];
  for (const port of ports) servers.push(await start(port));

  return {
    servers,
    mail,
    url,
    start: async (port) => {
      const server = await start(port);
      servers.push(server);
      return server;
    },
    latchkey: async (...args) => {
      const { stdout } = await run(process.execPath, ['--conditions=source', main, ...args], {
        env: environment,
        cwd: root,
      });
      return stdout;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map(stopServer));
      await provider?.[Symbol.asyncDispose]();
      await mail.close();
      await database.drop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

function urlOf(connection: {
  connectionString?: string | undefined;
  host?: string | undefined;
  user?: string | undefined;
  database?: string | undefined;
}): string {
  if (connection.connectionString) return connection.connectionString;
  const query = new URLSearchParams({ host: connection.host ?? '' });
  return `postgresql://${connection.user ?? 'postgres'}@localhost/${connection.database}?${query}`;
}
