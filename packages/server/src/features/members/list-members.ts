import type { MemberPage, memberListQuery } from '@latchkey/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { inOrganization } from '../../db/in-organization.ts';
import { readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import { placesWithin, requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { accessSummaries } from './access-summary.ts';
import { cannotManage } from './cannot-manage.ts';
import { countMembers } from './count-members.ts';
import { type MemberRow, memberColumns, memberListItem } from './member-columns.ts';
import { memberConditions } from './member-conditions.ts';
import { memberOrder } from './member-order.ts';
import { signInLabels } from './sign-in-labels.ts';

type Query = z.output<typeof memberListQuery>;

/** The people whom the reader sees: all of them, or those with something in the reader's part of the organization. */
export async function listMembers(
  services: Services,
  signedIn: SignedIn,
  query: Query,
): Promise<MemberPage> {
  const { organizationId, memberId: reader } = signedIn;
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.read');
  const { sort, limit, cursor: presented, ...filter } = query;
  const { serverKey } = services.config;
  const of = { organizationId, list: `members:${sort}` };
  const cursor = readCursor(serverKey, of, presented);
  const order = memberOrder(sort, cursor);
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const where = await memberConditions(transaction, {
        organizationId,
        snapshot,
        filter,
        reader,
        places: placesWithin(snapshot, reach),
      });
      const { rows } = await sql<MemberRow & { sort_key: string }>`
        select ${memberColumns}, ${order.key} as sort_key
        from members m
        where m.organization_id = ${organizationId} and ${where('page')} and ${order.after}
        order by ${order.by} limit ${limit + 1}
      `.execute(transaction);
      const total = await countMembers(transaction, {
        organizationId,
        reader,
        snapshot,
        filter,
        where: where('all'),
      });
      const summary = await accessSummaries(
        transaction,
        organizationId,
        rows.map((row) => row.member_id),
      );
      const context = {
        reader,
        signInLabel: await signInLabels(transaction, services.config, organizationId),
        summary,
        cannotManage: cannotManage(snapshot, reader, { readerVisits: signedIn.visit !== null }),
      };
      return page({
        serverKey,
        of,
        limit,
        cursor,
        rows,
        total,
        position: (row) => [row.sort_key, row.member_id],
        item: (row) => memberListItem(row, context),
      });
    },
    { readOnly: true },
  );
}
