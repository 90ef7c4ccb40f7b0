import type { ProblemCode } from '@latchkey/contract';
import { dominates, type MemberId, type Role, reachOf, type Snapshot } from '@latchkey/engine';

const managing = ['access.member.change', 'access.member.remove', 'access.member.invite'];

/** Why the reader cannot change a person, for each person of a page; null: the reader may. */
export function cannotManage(
  snapshot: Snapshot,
  reader: MemberId,
): (person: { readonly memberId: MemberId; readonly role: Role }) => ProblemCode | null {
  const now = Date.now();
  const managesNobody = managing.every(
    (permission) => reachOf(snapshot, reader, permission, now).length === 0,
  );
  return ({ memberId, role }) => {
    if (managesNobody) return 'not_allowed';
    if (dominates(snapshot, reader, memberId, now)) return null;
    return role === 'owner' ? 'owners_only' : 'not_dominated';
  };
}
