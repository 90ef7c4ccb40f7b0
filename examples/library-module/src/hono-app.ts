import type { Latchkey } from '@latchkey/sdk';
import { accessOf, protectWith } from '@latchkey/sdk/hono';
import { Hono } from 'hono';
import type { LibraryKeys } from './library-keys.ts';

export function honoApp(latchkey: Latchkey<LibraryKeys>) {
  const requirePermission = protectWith(latchkey);
  return new Hono().post(
    '/branches/:branch/loans',
    requirePermission('loan.give', (context) => ({
      type: 'branch',
      id: context.req.param('branch') ?? '',
    })),
    (context) => context.json({ lent: true, by: accessOf(context).session?.member.name }),
  );
}
