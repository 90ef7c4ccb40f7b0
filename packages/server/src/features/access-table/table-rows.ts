import type { AccessTableRow } from '@latchkey/contract';
import {
  type EntityId,
  type MemberId,
  permissionGraph,
  permissionsAt,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import type { SignedIn } from '../../http/env.ts';
import { etagOf } from '../../http/etag.ts';
import type { Names } from '../../words/read-names.ts';
import type { TableGrant, TableRow } from './queries.ts';

interface RowsInput {
  readonly snapshot: Snapshot;
  readonly entityId: EntityId;
  readonly reader: SignedIn;
  readonly names: Names;
  readonly grants: readonly TableGrant[];
}

/** Rows of the table, each with what is ticked at the place itself and what comes from above it or ends. */
export function tableRows({ snapshot, entityId, reader, names, grants }: RowsInput) {
  const graph = permissionGraph(snapshotModel(snapshot));
  const byMember = Map.groupBy(grants, (grant) => grant.member_id);
  const manages = new Set(permissionsAt(snapshot, reader.memberId, entityId, Date.now()));
  const isDirect = ({ scope, starts_at, ends_at }: TableGrant) =>
    scope === entityId && starts_at === null && ends_at === null;

  return (row: TableRow): AccessTableRow => {
    const held = byMember.get(row.member_id) ?? [];
    const inherited = new Map<string, AccessTableRow['inherited'][number]>();
    for (const grant of held) {
      const from = names.places.get(grant.scope);
      if (isDirect(grant) || !from) continue;
      for (const permission of graph.closure(grant.permissions)) {
        const endsAt = grant.ends_at?.toISOString() ?? null;
        // What has no end is what holds it here in the long run.
        if (!inherited.has(permission) || endsAt === null) {
          inherited.set(permission, { permission, from, endsAt });
        }
      }
    }
    return {
      memberId: row.member_id,
      name: row.name,
      address: row.address,
      role: row.role,
      status: row.status,
      accessEndsAt: row.access_ends_at?.toISOString() ?? null,
      you: row.member_id === reader.memberId,
      permissions: held.filter(isDirect).flatMap(({ permissions }) => permissions),
      inherited: [...inherited.values()],
      cannotChange: whyFixed(row, reader.memberId, manages),
      etag: etagOf(row.touched),
    };
  };
}

/** Owners are full, nobody changes the own access, and who only invites changes those who have not come yet. */
function whyFixed({ role, status, member_id }: TableRow, reader: MemberId, manages: Set<string>) {
  if (role === 'owner') return 'owner_needs_no_access';
  if (member_id === reader) return 'not_allowed';
  const mayChange =
    manages.has('access.member.change') ||
    (status === 'invited' && manages.has('access.member.invite'));
  return mayChange ? null : 'not_allowed';
}
