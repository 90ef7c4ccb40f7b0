import type { MemberId, UserId } from '../ids.ts';
import type { Snapshot } from './snapshot.ts';
import { storeOf } from './snapshot-store.ts';

/**
 * The member a name stands for: `usr_…`, `mem_…` or the platform's own `externalId`.
 * People still invited have no name yet; suspended ones keep theirs.
 */
export function resolveMember(snapshot: Snapshot, name: string): MemberId | null {
  const store = storeOf(snapshot);
  const memberId = isUserId(name)
    ? store.memberOfUser(name)
    : isMemberId(name)
      ? name
      : store.memberOfExternalId(name);
  if (memberId === null) return null;
  const status = store.statusOf(memberId);
  return status === null || status === 'invited' ? null : memberId;
}

const isUserId = (name: string): name is UserId => name.startsWith('usr_');
const isMemberId = (name: string): name is MemberId => name.startsWith('mem_');
