import { createLatchkey, type PlatformLatchkey } from '@latchkey/sdk';
import { accessOf, protectWith } from '@latchkey/sdk/express';
import express from 'express';
import type { LibraryKeys } from './library-keys.ts';

/** One for the whole process: it keeps each organization in memory that it is asked about. */
export const connectAll = (url: string, platformKey: string): PlatformLatchkey<LibraryKeys> =>
  createLatchkey<LibraryKeys>({ url, platformKey, maxOrganizations: 200 });

/** Every library under a host name of its own; `organizationAt` knows which is which. */
export function allLibraries(
  latchkey: PlatformLatchkey<LibraryKeys>,
  organizationAt: (host: string) => string,
) {
  const requirePermission = protectWith(latchkey, {
    organizationOf: ({ hostname }) => organizationAt(hostname),
  });
  const app = express();
  app.post(
    '/branches/:branch/loans',
    requirePermission<{ branch: string }>('loan.give', ({ params: { branch } }) => ({
      type: 'branch',
      id: branch,
    })),
    async (request, response) => {
      const { organizationId, subject } = accessOf(request);
      const place = { type: 'branch', id: request.params.branch } as const;
      const library = latchkey.organization(organizationId);
      response.json({ lent: true, mayWaive: await library.can(subject, 'loan.fee.waive', place) });
    },
  );
  return app;
}
