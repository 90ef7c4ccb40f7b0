import { createServer, type Server } from 'node:http';
import type { Latchkey } from '@latchkey/sdk';
import { accessOf, protectWith } from '@latchkey/sdk/express';
import express from 'express';

/** `POST /stores/{code}/campaigns` publishes a campaign at a store, for whoever may. */
export function campaignsModule(latchkey: Latchkey): Server {
  const requirePermission = protectWith(latchkey);
  const app = express();
  app.post(
    '/stores/:store/campaigns',
    requirePermission('campaign.publish', ({ params: { store } }) => ({
      type: 'campaign',
      id: 'new',
      properties: { store },
    })),
    (request, response) => {
      const { store } = request.params;
      response.json({ published: true, store, by: accessOf(request).session?.member.name });
    },
  );
  return createServer(app);
}
