import { inOrganization } from '../../db/in-organization.ts';
import { readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { changeViews } from './change-views.ts';
import { logAccess, mayReadHistoryOf } from './log-access.ts';
import { type ChangeFilter, countChanges, readChanges } from './queries.ts';

interface Asked extends Partial<ChangeFilter> {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The history, newest first: all of it, or that of one person. */
export async function listChanges(services: Services, signedIn: SignedIn, asked: Asked) {
  const { organizationId } = signedIn;
  const snapshot = await services.snapshots.current(organizationId);
  const now = Date.now();
  const allowed = asked.memberId
    ? mayReadHistoryOf(snapshot, signedIn, asked.memberId, now)
    : logAccess(snapshot, signedIn, now) === 'everything';
  if (!allowed) throw new ProblemError('forbidden');

  const { serverKey } = services.config;
  const of = { organizationId, list: 'changes' };
  const { limit } = asked;
  const cursor = asked.cursor === undefined ? null : readCursor(serverKey, of, asked.cursor);
  const filter: ChangeFilter = {
    memberId: asked.memberId,
    actorId: asked.actorId,
    object: asked.object,
    importId: asked.importId,
    place: asked.place,
    from: asked.from,
    to: asked.to,
  };
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const rows = await readChanges(transaction, organizationId, filter, limit, cursor);
      const view = await changeViews(transaction, organizationId, snapshot, rows, asked.memberId);
      return page({
        serverKey,
        of,
        limit,
        cursor,
        rows,
        total: await countChanges(transaction, organizationId, filter),
        position: ({ revision }) => [revision],
        item: view,
      });
    },
    { readOnly: true },
  );
}
