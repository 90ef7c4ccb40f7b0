import type { Latchkey } from '@latchkey/sdk';
import { accessOf, protectWith } from '@latchkey/sdk/express';
import express from 'express';
import type { LibraryKeys } from './library-keys.ts';

export function expressApp(latchkey: Latchkey<LibraryKeys>) {
  const requirePermission = protectWith(latchkey);
  const app = express();
  app.post(
    '/branches/:branch/loans',
    requirePermission<{ branch: string }>('loan.give', ({ params: { branch } }) => ({
      type: 'branch',
      id: branch,
    })),
    (request, response) => {
      response.json({ lent: true, by: accessOf(request).session?.member.name });
    },
  );
  return app;
}
