import type { Effect } from '../effects.ts';
import type { MemberId } from '../ids.ts';
import type { MemberState } from '../state.ts';
import { putEntities, putPermissionSet } from './create-snapshot.ts';
import { removeEntity } from './entity-records.ts';
import { grantRecord } from './grant-record.ts';
import type { GrantRecord } from './records.ts';
import type { SnapshotStore } from './snapshot-store.ts';

type EffectOn<Type extends Effect['object']> = Extract<Effect, { object: Type }>;

/**
 * Writes effects in an order that never leaves a grant without its member, set or scope:
 * what ends first, then what grants stand on, then grants, then what nothing stands on any more.
 */
export function writeEffects(store: SnapshotStore, effects: readonly Effect[]): void {
  if (effects.length === 1 && effects[0] !== undefined && effects[0].object !== 'grant') {
    writePlain(store, effects[0]);
    return;
  }
  const grants = new Map<MemberId, EffectOn<'grant'>[]>();
  for (const effect of effects) {
    if (effect.object !== 'grant') continue;
    for (const memberId of new Set([effect.before?.memberId, effect.after?.memberId])) {
      if (memberId === undefined) continue;
      const others = grants.get(memberId);
      if (others === undefined) grants.set(memberId, [effect]);
      else others.push(effect);
    }
  }
  putEntities(
    store,
    effects.flatMap((effect) =>
      effect.object === 'entity' && effect.after !== null
        ? [{ entityId: effect.id, ...effect.after }]
        : [],
    ),
  );
  for (const effect of effects) {
    if (effect.object !== 'entity' && effect.object !== 'grant' && effect.after !== null) {
      writePlain(store, effect);
    }
  }
  for (const [memberId, ofMember] of grants) writeGrants(store, memberId, ofMember);
  for (const effect of effects) {
    if (effect.after === null && effect.object !== 'grant') writePlain(store, effect);
  }
}

/** Everything but grants; invitations, keys and names are not part of a snapshot. */
function writePlain(store: SnapshotStore, effect: Exclude<Effect, { object: 'grant' }>): void {
  switch (effect.object) {
    case 'member':
      if (effect.after === null) store.removeMember(effect.id);
      else writeMember(store, effect.id, effect.after);
      return;
    case 'permissionSet':
      if (effect.after === null) store.removeSet(effect.id);
      else putPermissionSet(store, effect.id, effect.after);
      return;
    case 'entity':
      if (effect.after === null) removeEntity(store, effect.id);
      else putEntities(store, [{ entityId: effect.id, ...effect.after }]);
      return;
    case 'organization':
      if (effect.after !== null) store.putModulesOff(effect.id, effect.after.modulesOff);
      return;
    case 'invitation':
    case 'key':
      return;
  }
}

function writeMember(store: SnapshotStore, memberId: MemberId, member: MemberState): void {
  store.putMember({
    memberId,
    userId: member.userId,
    externalId: member.externalId,
    role: member.role,
    status: member.status,
    accessEndsAt: member.accessEndsAt,
    visiting: member.visiting,
    grants: store.member(memberId)?.grants ?? [],
  });
}

function writeGrants(
  store: SnapshotStore,
  memberId: MemberId,
  effects: readonly EffectOn<'grant'>[],
): void {
  const member = store.member(memberId);
  if (member === null) return;
  const touched = new Set(effects.map((effect) => effect.id));
  const kept = member.grants.filter((grant) => !touched.has(grant.grantId));
  const written = effects.flatMap((effect): GrantRecord[] => {
    if (effect.after === null || effect.after.memberId !== memberId) return [];
    const record = grantRecord(store, effect.id, effect.after);
    return record === null ? [] : [record];
  });
  store.putMember({ ...member, grants: [...kept, ...written] });
}
