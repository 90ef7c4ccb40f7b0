import type { ProblemCode } from '@latchkey/contract';
import { dominates, type MemberId, placeFilter, type Role, type Snapshot } from '@latchkey/engine';

const managing = ['access.member.change', 'access.member.remove', 'access.member.invite'];

export interface PersonToManage {
  readonly memberId: MemberId;
  readonly role: Role;
  /** An operator who is here for a while: nobody of the organization changes such a person. */
  readonly visits: boolean;
}

/** Why the reader cannot change a person, for each person of a page; null: the reader may. */
export function cannotManage(
  snapshot: Snapshot,
  reader: MemberId,
  options: { readonly readerVisits: boolean },
): (person: PersonToManage) => ProblemCode | null {
  const now = Date.now();
  const managesNobody = managing.every(
    (permission) => placeFilter(snapshot, reader, permission, now).kind === 'none',
  );
  return ({ memberId, role, visits }) => {
    if (visits) return 'operators_only';
    if (options.readerVisits && role === 'owner') return 'visitor_may_not';
    if (managesNobody) return 'not_allowed';
    if (dominates(snapshot, reader, memberId, now)) return null;
    return role === 'owner' ? 'owners_only' : 'not_dominated';
  };
}
