import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Latchkey } from '@latchkey/sdk';
import { html } from './html.ts';
import { type InboxData, inventedData } from './inbox-data.ts';
import { frame } from './pages/frame.ts';
import { type Reply, readForm, send } from './reply.ts';
import { routes } from './routes.ts';
import { type Deliver, runCampaigns } from './run-campaigns.ts';
import { openPages, type Visit } from './visit.ts';

export { type Contact, type InboxData, inventedData } from './inbox-data.ts';
export { routes } from './routes.ts';

export interface InboxModule {
  readonly server: Server;
  /** Sends what campaigns have due; the platform calls it now and then. */
  tick(): void;
}

interface InboxOptions {
  readonly data?: InboxData;
  /** Where messages leave the platform. */
  readonly deliver?: Deliver;
  /** Told of each request: who, what, how it ended. */
  readonly log?: (line: string) => void;
}

/** The inbox of a conversation platform. Who may what, and what shows of whom, it asks Latchkey. */
export function inboxModule(
  latchkey: Latchkey,
  { data = inventedData(), deliver = () => {}, log = () => {} }: InboxOptions = {},
): InboxModule {
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const url = new URL(request.url ?? '/', 'http://inbox');
    const session = await latchkey.sessionOf(request.headers.cookie);
    if (!session) return notice(401, 'Sign in first', 'Sign in to the platform, then come back.');
    if (request.method === 'POST' && isFromElsewhere(request)) {
      return notice(403, 'Not from here', 'Forms of other sites are not accepted.');
    }
    for (const { method, path, handle } of routes) {
      const found = request.method === method ? path.exec(url.pathname) : null;
      if (!found) continue;
      const visit: Visit = {
        latchkey,
        session,
        data,
        deliver,
        url,
        id: found[1] ?? '',
        form: method === 'POST' ? await readForm(request) : new URLSearchParams(),
      };
      const reply = await handle(visit);
      log(
        `${session.member.id} ${method} ${url.pathname} ${'status' in reply ? reply.status : 200}`,
      );
      if ('page' in reply) return { ...reply, page: await framed(visit, reply) };
      return reply;
    }
    return notice(404, 'Nothing is here', 'Go back to the inbox.');
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (reply) => send(response, reply),
      () => {
        log(`${request.method} failed`);
        send(
          response,
          notice(503, 'Not now', 'Access cannot be checked at the moment. Try again.'),
        );
      },
    );
  });
  return { server, tick: () => runCampaigns(data, deliver) };
}

async function framed(visit: Visit, { page }: Extract<Reply, { page: unknown }>) {
  const { pathname } = visit.url;
  return frame(
    {
      title: 'Conversations',
      open: await openPages(visit),
      path: pathname,
      person: visit.session.member.name,
      ...(pathname === '/inbox' && { mainClass: 'inbox' }),
    },
    page,
  );
}

const notice = (status: number, title: string, text: string): Reply => ({
  status,
  page: html`<!doctype html><title>${title}</title><h1>${title}</h1><p>${text}</p>`,
});

/** The session rides along with every request to this host, so what changes things has to come from its own pages. */
const isFromElsewhere = ({ headers }: IncomingMessage) =>
  !['same-origin', undefined].includes(headers['sec-fetch-site']?.toString());
