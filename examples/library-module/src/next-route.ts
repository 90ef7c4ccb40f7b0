import { createLatchkey } from '@latchkey/sdk';
import { accessOf, protectWith } from '@latchkey/sdk/next';
import type { LibraryKeys } from './library-keys.ts';

// A function that lives for one request keeps nothing: it asks.
const latchkey = createLatchkey<LibraryKeys>({
  url: process.env['LATCHKEY_URL'] ?? '',
  apiKey: process.env['LATCHKEY_API_KEY'] ?? '',
  decisions: 'remote',
});
const requirePermission = protectWith(latchkey);

/** `app/branches/[branch]/loans/route.ts` */
export const POST = requirePermission(
  'loan.give',
  async (_request: Request, { params }: { params: Promise<{ branch: string }> }) => ({
    type: 'branch',
    id: (await params).branch,
  }),
  (request) => Response.json({ lent: true, by: accessOf(request).session?.member.name }),
);
