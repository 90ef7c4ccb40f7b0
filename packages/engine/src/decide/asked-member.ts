import type { GrantId, MemberId, PermissionSetId } from '../ids.ts';
import { type GrantRecord, type MemberAccess, organizationOrdinal } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';

/** The member as a question means them: with the sets that count by its groups. */
export function askedMember(
  store: SnapshotStore,
  memberId: MemberId,
  groups: readonly PermissionSetId[] | undefined,
): MemberAccess | null {
  const member = store.accessOf(memberId);
  if (member === null || groups === undefined || groups.length === 0) return member;
  const ofGroups = groups.flatMap((setId): GrantRecord[] => {
    const set = store.set(setId)?.ordinal;
    if (set === undefined) return [];
    return [{ grantId: noGrant, set, scope: organizationOrdinal, startsAt: null, endsAt: null }];
  });
  return { ...member, grants: [...member.grants, ...ofGroups] };
}

export const isOfGroup = ({ grantId }: GrantRecord) => grantId === noGrant;

// No row has this id: text in PostgreSQL holds no such character.
const noGrant: GrantId = 'grt_\0 by a group';
