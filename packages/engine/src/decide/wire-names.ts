import { isEntityId, type MemberId, type Scope } from '../ids.ts';
import { resolveEntity } from '../snapshot/resolve-entity.ts';
import { resolveMember } from '../snapshot/resolve-member.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';

/** What the platform calls a member: its own id where it has given one, else the user's; always a name that `resolveMember` leads back from. */
export function memberName(snapshot: Snapshot, memberId: MemberId): string {
  const store = storeOf(snapshot);
  const leadsBack = (name: string) => resolveMember(snapshot, name) === memberId;
  const names = store.packed?.namesOf(memberId) ?? store.member(memberId);
  if (names === null) return memberId;
  const { externalId, userId } = names;
  // One that looks like an id of ours is taken for it.
  if (externalId && leadsBack(externalId)) return externalId;
  // A snapshot's own table hands out a user's id only if it leads back.
  return userId && (store.packed !== null || leadsBack(userId)) ? userId : memberId;
}

/** What the platform calls a place: its code, unless that leads to another one. */
export function entityName(snapshot: Snapshot, scope: Scope): string {
  const entity = isEntityId(scope) ? storeOf(snapshot).entity(scope) : null;
  if (entity === null || entity.code === '') return scope;
  return resolveEntity(snapshot, entity.type, entity.code) === scope ? entity.code : scope;
}
