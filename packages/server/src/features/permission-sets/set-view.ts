import type { PermissionSet } from '@latchkey/contract';
import { etagOf } from '../../http/etag.ts';
import type { SetRow } from './queries.ts';

interface ForReader {
  readonly changedBy: string;
  readonly mayHandOut: boolean;
  readonly managesSets: boolean;
  readonly isOwner: boolean;
}

export const setView = (
  row: SetRow,
  { changedBy, mayHandOut, managesSets, isOwner }: ForReader,
): PermissionSet => ({
  id: row.set_id,
  kind: row.kind,
  name: row.name,
  description: row.description,
  permissions: row.permissions,
  mayGrant: row.may_grant ?? '*',
  restrictions: row.restrictions,
  copiedFrom:
    row.copied_from === null
      ? null
      : { id: row.copied_from, name: row.copied_from_name ?? 'A set that is gone' },
  memberCount: row.member_count,
  placeCount: row.place_count,
  changedAt: (row.changed_at ?? new Date(0)).toISOString(),
  changedBy,
  mayHandOut,
  cannotChange: cannotChange(row, { managesSets, isOwner }),
  etag: etagOf(row.revision),
});

function cannotChange(
  { kind }: SetRow,
  { managesSets, isOwner }: Pick<ForReader, 'managesSets' | 'isOwner'>,
): string | null {
  if (kind === 'standard') return 'standard_set_read_only';
  if (kind === 'starter' && !isOwner) return 'owners_only';
  return managesSets ? null : 'not_allowed';
}
