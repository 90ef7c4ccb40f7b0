import type { EntityListQuery } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import { readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import type { Services } from '../../services.ts';
import { entityView } from './entity-view.ts';
import { countEntities, readEntities } from './queries.ts';
import { requireVisible } from './require-visible.ts';

interface Asked extends Pick<EntityListQuery, 'search' | 'type' | 'cursor'> {
  readonly parent?: EntityId | 'none' | undefined;
  readonly limit: number;
}

/** Places by name, a page at a time, within what the reader manages. */
export async function listEntities(services: Services, signedIn: SignedIn, asked: Asked) {
  const { organizationId } = signedIn;
  const { serverKey } = services.config;
  const of = { organizationId, list: 'entities' };
  const cursor = asked.cursor === undefined ? null : readCursor(serverKey, of, asked.cursor);
  const visible = await requireVisible(services, signedIn);
  const filter = {
    search: asked.search?.trim() || undefined,
    type: asked.type,
    parent: asked.parent,
    visible: visible.managed,
  };
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) =>
      page({
        serverKey,
        of,
        limit: asked.limit,
        cursor,
        rows: await readEntities(transaction, organizationId, filter, asked.limit, cursor),
        total: await countEntities(transaction, organizationId, filter),
        position: (row) => [row.sort_name, row.entity_id],
        item: (row) => entityView(row, visible),
      }),
    { readOnly: true },
  );
}
