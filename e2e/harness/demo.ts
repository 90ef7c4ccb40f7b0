import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { type ProviderAccount, startProvider } from './identity-provider.ts';
import { type ServerProcess, startServer, stopServer } from './server-process.ts';

const ofAnInstallation = ['DATABASE_URL', 'PUBLIC_URL', 'SMTP_URL', 'LATCHKEY_SERVER_KEY'];

/** The demo as somebody sees it who has just started it, in a data directory of its own. */
export interface Demo extends AsyncDisposable {
  readonly url: string;
  /** The link that the server printed: it signs in as an owner. */
  readonly signInLink: string;
}

export interface DemoOptions {
  /** People whom the platform's own identity provider knows; without any there is no provider. */
  readonly accounts?: readonly ProviderAccount[];
  /** Whose owner signs in by the link; the first organization of the demo unless said. */
  readonly organization?: string;
}

export async function startDemo({ accounts = [], organization }: DemoOptions = {}): Promise<Demo> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'latchkey-demo-'));
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !ofAnInstallation.includes(name)),
  );
  const port = await freePort();
  const provider =
    accounts.length > 0 ? await startProvider(`http://localhost:${port}`, accounts) : null;
  const server = await startServer(port, {
    ...environment,
    ...provider?.environment,
    LATCHKEY_DATA: dataDirectory,
  });
  const signInLink = await printedLink(server, organization);
  if (!signInLink) throw new Error(`No link to sign in was printed:\n${server.said.join('\n')}`);
  return {
    url: new URL(signInLink).origin,
    signInLink,
    async [Symbol.asyncDispose]() {
      await stopServer(server);
      await provider?.[Symbol.asyncDispose]();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** The server answers before its welcome is printed. */
async function printedLink(
  { said }: ServerProcess,
  organization?: string,
): Promise<string | undefined> {
  for (const deadline = Date.now() + 10_000; ; ) {
    const from = organization ? said.findIndex((line) => line.includes(organization)) : 0;
    const lines = from < 0 ? [] : said.slice(from);
    const link = lines.map((line) => /\S+\/sign-in\/link#\S+/.exec(line)?.[0]).find(Boolean);
    if (link || Date.now() > deadline) return link;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
