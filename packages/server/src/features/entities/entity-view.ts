import type { Entity } from '@latchkey/contract';
import { etagOf } from '../../http/etag.ts';
import type { EntityRow } from './queries.ts';
import type { VisibleEntities } from './visible-entities.ts';

export const entityView = (row: EntityRow, { counted }: VisibleEntities): Entity => ({
  id: row.entity_id,
  type: row.type,
  code: row.code,
  name: row.name,
  city: row.city,
  closed: row.closed,
  parents: row.parents.map((parent) => ({ ...parent })),
  childCount: row.child_count,
  memberCount: counted === null || counted.has(row.entity_id) ? row.member_count : null,
  etag: etagOf(row.revision),
});
