import type { GrantId, MemberId } from '../ids.ts';
import type { GrantState } from '../state.ts';
import type { GrantRecord } from './records.ts';
import type { SnapshotStore } from './snapshot-store.ts';

/** Null when the set or the scope is not there. */
export function grantRecord(
  store: SnapshotStore,
  grantId: GrantId,
  grant: GrantState,
): GrantRecord | null {
  const set =
    grant.setId === null ? store.directSet(grant.permissions) : store.set(grant.setId)?.ordinal;
  const scope = store.entity(grant.scope);
  if (set === undefined || scope === null) return null;
  return {
    grantId,
    set,
    scope: scope.ordinal,
    startsAt: grant.startsAt,
    endsAt: grant.endsAt,
  };
}

/** The state that a record was made from. */
export function grantState(
  store: SnapshotStore,
  memberId: MemberId,
  record: GrantRecord,
): GrantState {
  const set = store.setAt(record.set);
  const scope = store.entityAt(record.scope);
  if (set === null || scope === null) {
    throw new Error(`The grant ${record.grantId} outlived its set or scope.`);
  }
  const { setId, permissions } = set;
  const holding = setId === null ? { setId, permissions } : { setId, permissions: null };
  return {
    memberId,
    ...holding,
    scope: scope.id,
    startsAt: record.startsAt,
    endsAt: record.endsAt,
  };
}
