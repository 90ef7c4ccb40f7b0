import { createServer, type Server } from 'node:http';
import type { Latchkey } from '@latchkey/sdk';

/** `POST /stores/{code}/campaigns` publishes a campaign at a store, for whoever may. */
export function campaignsModule(latchkey: Latchkey): Server {
  return createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const store = /^\/stores\/([\w-]+)\/campaigns$/.exec(request.url ?? '')?.[1];
      if (request.method !== 'POST' || !store) return answer(404, { error: 'Nothing is here.' });

      const session = await latchkey.sessionOf(request.headers.cookie);
      if (!session) return answer(401, { error: 'Sign in first.' });

      const campaign = { type: 'campaign', id: 'new', properties: { store } };
      const allowed = await latchkey.can(session.userId, 'campaign.publish', campaign);
      if (!allowed) return answer(403, { error: `You may not publish campaigns at ${store}.` });

      return answer(200, { published: true, store, by: session.member.name });
    } catch {
      return answer(503, { error: 'Access cannot be checked at the moment.' });
    }
  });
}
