import type { Entity } from '@latchkey/contract';
import { etagOf } from '../../http/etag.ts';
import type { EntityRow } from './queries.ts';

export const entityView = (row: EntityRow): Entity => ({
  id: row.entity_id,
  type: row.type,
  code: row.code,
  name: row.name,
  city: row.city,
  closed: row.closed,
  parents: row.parents.map((parent) => ({ ...parent })),
  childCount: row.child_count,
  memberCount: row.member_count,
  etag: etagOf(row.revision),
});
