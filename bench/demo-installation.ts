import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loyaltyDemo, models as readyMadeModels } from '@latchkey/models';
import { createLog, readConfig, type Services, startServer, withServices } from '@latchkey/server';

/** The organization that a measured installation begins with. */
type DemoOrganization = Parameters<typeof startServer>[0]['demos'][number];

export interface SignedInOwner {
  readonly url: string;
  /** A string or bytes go as they are, anything else as JSON. */
  request<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
}

export interface DemoInstallation extends AsyncDisposable {
  readonly owner: SignedInOwner;
  /** A second process's worth of services on the same database, for what has no API. */
  withServices<Result>(work: (services: Services) => Promise<Result>): Promise<Result>;
}

/**
 * The real server with its own durable PostgreSQL and one organization, in a folder that goes away.
 * `prepare` writes what has no API between two starts, so that the server reads it like anything else.
 */
export async function startDemoInstallation(
  prepare?: (services: Services) => Promise<void>,
  { demo, models }: { demo: DemoOrganization; models: typeof readyMadeModels } = {
    demo: loyaltyDemo(),
    models: readyMadeModels,
  },
): Promise<DemoInstallation> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const config = readConfig({
    environment: {
      PORT: '0',
      PUBLIC_URL: 'http://localhost:4000',
      LATCHKEY_DATA: dataDirectory,
    },
    consoleDirectory: null,
  });
  const log = createLog('error');
  const start = () => startServer({ config, log, models, demos: [demo] });
  let server = await start();
  if (prepare) {
    await withServices({ config, log, models }, prepare);
    await server.close();
    server = await start();
  }
  const running = server;
  const url = `http://127.0.0.1:${running.port}`;
  return {
    owner: await signIn(url, config.publicUrl, running.demos[0]?.link.split('#')[1] ?? ''),
    withServices: (work) => withServices({ config, log, models }, work),
    async [Symbol.asyncDispose]() {
      await running.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function signIn(url: string, origin: string, token: string): Promise<SignedInOwner> {
  const answer = await fetch(`${url}/v1/sign-in/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) throw new Error(`Signing in answers ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return {
    url,
    async request(method, path, body) {
      const bytes = body instanceof Uint8Array;
      const type = bytes ? 'application/octet-stream' : 'application/json';
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { cookie, origin, ...(method !== 'GET' && { 'content-type': type }) },
        ...(body !== undefined && { body: bytes ? new Uint8Array(body) : JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text === '' ? 'null' : text);
      throw new Error(`${method} ${path} answers ${response.status}: ${text}`);
    },
  };
}
