import type { Instant, MemberId } from '../ids.ts';
import type { GrantRecord, MemberRecord } from '../snapshot/records.ts';
import type { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { isActive, isLive } from './covering.ts';
import { isWithin, reachOf } from './reach.ts';

/** What somebody holds today. */
export interface Other {
  readonly grants: readonly GrantRecord[];
}

/** Active members other than owners, visitors and the person meant, as far as the asker sees them. */
export function visibleOthers(
  store: SnapshotStore,
  asker: MemberId,
  except: MemberId | null,
  now: Instant,
): Other[] {
  const reader = store.member(asker);
  const bit = store.compiled.bits.get('access.member.read');
  if (reader === null || bit === undefined) return [];
  const seen = reachOf(store, reader, bit, now);
  const others: Other[] = [];
  for (const member of store.allMembers()) {
    if (member.memberId === except || member.visiting || member.role === 'owner') continue;
    const grants = liveGrants(member, now);
    if (grants.length === 0) continue;
    if (grants.some(({ scope }) => isWithin(store, seen, scope))) others.push({ grants });
  }
  return others;
}

export const liveGrants = (member: MemberRecord | null, now: Instant): readonly GrantRecord[] =>
  member === null || !isActive(member, now)
    ? []
    : member.grants.filter((grant) => isLive(grant, now));
