import type { AccessTable, accessTableQuery } from '@latchkey/contract';
import { type EntityId, modulesOffAt } from '@latchkey/engine';
import type { z } from 'zod';
import { inOrganization } from '../../db/in-organization.ts';
import { readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { readNames } from '../../words/read-names.ts';
import { containing } from '../members/visible-members.ts';
import { countRows, readRows, readTableGrants } from './queries.ts';
import { requireTable } from './require-table.ts';
import { tableRows } from './table-rows.ts';

/** Everybody of the organization with every permission at one place: also for a manager who sees these people nowhere else. */
export async function getAccessTable(
  services: Services,
  signedIn: SignedIn,
  entityId: EntityId,
  { search, withoutAccess, limit, cursor: presented }: z.output<typeof accessTableQuery>,
): Promise<AccessTable> {
  const { organizationId } = signedIn;
  const { snapshot, lineage, mayGive } = await requireTable(services, signedIn, entityId);
  const { serverKey } = services.config;
  const of = { organizationId, list: `access-table:${entityId}` };
  const cursor = readCursor(serverKey, of, presented);
  const pattern = search?.trim() ? containing(search) : null;
  const filter = { organizationId, lineage, pattern, withoutAccess };
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const rows = await readRows(transaction, filter, limit, cursor);
      const grants = await readTableGrants(
        transaction,
        filter,
        rows.map((row) => row.member_id),
      );
      const names = await readNames(transaction, organizationId, { sets: [], places: lineage });
      const place = names.places.get(entityId);
      if (!place) throw new ProblemError('not_found');
      const whoHolds = { ...filter, pattern: null, withoutAccess: false };
      return {
        ...page({
          serverKey,
          of,
          limit,
          cursor,
          rows,
          total: await countRows(transaction, filter),
          position: (row) => [row.standing, row.sort_name, row.member_id],
          item: tableRows({ snapshot, entityId, reader: signedIn, names, grants }),
        }),
        place,
        modulesOff: [...modulesOffAt(snapshot, entityId).keys()].sort(),
        mayGive: [...mayGive],
        withAccess: await countRows(transaction, whoHolds),
      };
    },
    { readOnly: true },
  );
}
