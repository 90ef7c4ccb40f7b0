import type { Question } from '../decision.ts';
import type { Instant, PermissionSetId } from '../ids.ts';
import { hasBitAt } from '../snapshot/set-bits.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { askedMember } from './asked-member.ts';
import { isLive, lineageOf } from './covering.ts';
import { verdictOn } from './verdict.ts';

/** Where a yes comes from: being an owner, a set, or permissions that were given directly. */
export type YesSource = 'owner' | 'direct' | PermissionSetId;

/** Where the yes comes from, by the grant that `explain` names; null for a no. */
export function sourceOf(snapshot: Snapshot, question: Question, now: Instant): YesSource | null {
  const store = storeOf(snapshot);
  const verdict = verdictOn(store, question, now);
  if (verdict === 'owner') return 'owner';
  const bit = store.compiled.bits.get(question.permission);
  const lineage = lineageOf(store, question.place);
  if (verdict !== 'granted' || bit === undefined || lineage === null) return null;
  const member = askedMember(store, question.memberId, question.groups);
  const grant = member?.grants.find(
    (grant) =>
      hasBitAt(store.setBits, grant.set, bit) &&
      lineage.includes(grant.scope) &&
      isLive(grant, now),
  );
  return (grant && store.setAt(grant.set)?.setId) ?? 'direct';
}
