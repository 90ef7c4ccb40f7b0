import { createRoute } from '@hono/zod-openapi';
import { mailbox } from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { jsonAnswer, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { readMailbox } from './read-mailbox.ts';

/** The demo's stand-in for everybody's mailboxes; open, because invited people are not signed in yet. */
export function mailboxRoutes(services: Services) {
  const api = createApi();
  api.openapi(
    createRoute({
      method: 'get',
      path: '/mailbox',
      operationId: 'readMailbox',
      tags: ['Demo'],
      summary: 'Mails that the demo caught instead of sending them',
      responses: { 200: jsonAnswer(mailbox, 'Newest first.'), ...problemAnswers('not_found') },
    }),
    async (context) => context.json({ data: await readMailbox(services) }, 200),
  );
  return api;
}
