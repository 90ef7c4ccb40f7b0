import type { Decision, DenyReason, Question } from '../decision.ts';
import type { Instant } from '../ids.ts';
import { hasBitAt } from '../snapshot/set-bits.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { validUntil } from './valid-until.ts';
import { reading, verdictOn } from './verdict.ts';

/** Whether the member may do this, here, at this instant. Pure; what is unknown is denied with its reason. */
export function evaluate(snapshot: Snapshot, question: Question, now: Instant): Decision {
  const store = storeOf(snapshot);
  const reason = verdictOn(store, question, now);
  if (reason === 'granted' || reason === 'owner') {
    const bit = store.compiled.bits.get(question.permission) ?? -1;
    const until = validUntil(store, reading, bit, now);
    return until === null ? allowed[reason] : { allowed: true, reason, validUntil: until };
  }
  return reason === 'no_grant' && holdsSomewhere(store, question.permission)
    ? denied.not_covered
    : denied[reason];
}

const allowed = {
  owner: { allowed: true, reason: 'owner', validUntil: null },
  granted: { allowed: true, reason: 'granted', validUntil: null },
} as const satisfies Record<string, Decision>;

const denied = {
  no_grant: { allowed: false, reason: 'no_grant' },
  not_covered: { allowed: false, reason: 'not_covered' },
  missing_required: { allowed: false, reason: 'missing_required' },
  expired: { allowed: false, reason: 'expired' },
  not_started: { allowed: false, reason: 'not_started' },
  module_disabled: { allowed: false, reason: 'module_disabled' },
  masked: { allowed: false, reason: 'masked' },
  unknown_subject: { allowed: false, reason: 'unknown_subject' },
  unknown_entity: { allowed: false, reason: 'unknown_entity' },
  unknown_permission: { allowed: false, reason: 'unknown_permission' },
  member_inactive: { allowed: false, reason: 'member_inactive' },
} as const satisfies { [Reason in DenyReason]: { allowed: false; reason: Reason } };

/** Whether any grant of the member who was just read holds the permission, live or not; owners hold none. */
function holdsSomewhere({ compiled, setBits }: SnapshotStore, permission: string): boolean {
  const bit = compiled.bits.get(permission);
  if (bit === undefined || reading.isOwner) return false;
  for (let grant = 0; grant < reading.grantCount; grant += 1) {
    if (hasBitAt(setBits, reading.setOf(grant), bit)) return true;
  }
  return false;
}
