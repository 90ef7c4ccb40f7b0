import type { Latchkey } from '@latchkey/sdk';
import { accessOf, protectWith } from '@latchkey/sdk/fastify';
import fastify from 'fastify';
import type { LibraryKeys } from './library-keys.ts';

interface LoanRoute {
  Params: { branch: string };
}

export function fastifyApp(latchkey: Latchkey<LibraryKeys>) {
  const requirePermission = protectWith(latchkey);
  const app = fastify();
  app.post<LoanRoute>(
    '/branches/:branch/loans',
    {
      preHandler: requirePermission<LoanRoute>('loan.give', ({ params: { branch } }) => ({
        type: 'branch',
        id: branch,
      })),
    },
    async (request) => ({ lent: true, by: accessOf(request).session?.member.name }),
  );
  return app;
}
