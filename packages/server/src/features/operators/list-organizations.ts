import type {
  OperatorOrganization,
  OperatorOrganizationPage,
  operatorOrganizationQuery,
} from '@latchkey/contract';
import type { z } from 'zod';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import { readCursor } from '../../http/cursor.ts';
import { page } from '../../http/page.ts';
import type { Services } from '../../services.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import { countOrganizations, type OrganizationRow, readOrganizations } from './queries.ts';

/** Every organization of the installation with its sizes, a page at a time. */
export function listOrganizations(
  { db, config }: Services,
  operator: SignedInOperator,
  query: z.output<typeof operatorOrganizationQuery>,
): Promise<OperatorOrganizationPage> {
  const { sort, limit, selfServe } = query;
  const { serverKey } = config;
  const of = { organizationId: null, list: `organizations:${sort}` };
  const cursor = readCursor(serverKey, of, query.cursor);
  const filter = { search: query.search?.trim() || undefined, selfServe };
  return acrossOrganizations(db, 'operator-organizations', async (transaction) =>
    page({
      serverKey,
      of,
      limit,
      cursor,
      rows: await readOrganizations(transaction, {
        filter,
        sort,
        limit,
        cursor,
        operator: operator.userId,
      }),
      total: await countOrganizations(transaction, filter),
      position: (row) => [row.sort_key, row.organization_id],
      item,
    }),
  );
}

const item = (row: OrganizationRow): OperatorOrganization => ({
  id: row.organization_id,
  name: row.name,
  modelKey: row.model_key,
  modelLabel: row.model_label,
  ownerCount: row.owner_count,
  memberCount: row.member_count,
  placeCount: row.place_count,
  selfServe: row.self_serve,
  createdAt: row.created_at.toISOString(),
  visit:
    row.visit_reason === null
      ? null
      : {
          reason: row.visit_reason,
          mode: row.visit_mode,
          writeReason: row.visit_write_reason,
          endsAt: row.visit_ends_at.toISOString(),
        },
});
