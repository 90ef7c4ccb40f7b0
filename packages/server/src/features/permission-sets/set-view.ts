import type { PermissionSet } from '@latchkey/contract';
import { etagOf } from '../../http/etag.ts';
import type { SetRow } from './queries.ts';

interface ForReader {
  readonly changedBy: string;
  readonly mayHandOut: boolean;
  readonly managesSets: boolean;
  readonly isOwner: boolean;
  /** Whether the reader holds everywhere all that the set gives. */
  readonly holdsAll: boolean;
  readonly gained: readonly string[];
}

export const setView = (
  row: SetRow,
  { changedBy, mayHandOut, gained, ...reader }: ForReader,
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
      : {
          id: row.copied_from,
          name: row.copied_from_name ?? 'A set that is gone',
          gained: [...gained],
        },
  memberCount: row.member_count,
  placeCount: row.place_count,
  changedAt: (row.changed_at ?? new Date(0)).toISOString(),
  changedBy,
  mayHandOut,
  cannotChange: cannotChange(row, reader),
  etag: etagOf(row.revision),
});

function cannotChange(
  { kind }: SetRow,
  { managesSets, isOwner, holdsAll }: Pick<ForReader, 'managesSets' | 'isOwner' | 'holdsAll'>,
): string | null {
  if (kind === 'standard') return 'standard_set_read_only';
  if (kind === 'starter' && !isOwner) return 'owners_only';
  if (!managesSets) return 'not_allowed';
  return holdsAll ? null : 'grant_ceiling';
}
