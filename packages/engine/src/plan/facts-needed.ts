import type { Effect } from '../effects.ts';
import type { FactsNeeded } from '../facts.ts';
import { type EntityId, type InvitationId, isEntityId, type KeyId, type MemberId } from '../ids.ts';
import type { Operation } from '../operations.ts';

/** What must be read, under the organization's lock, before the operations can be planned. */
export function factsNeeded(operations: readonly Operation[]): FactsNeeded {
  const needed: Needed = {
    memberIds: new Set<MemberId>(),
    addresses: new Set<string>(),
    invitationIds: new Set<InvitationId>(),
    invitationsOfMembers: new Set<MemberId>(),
    entityIds: new Set<EntityId>(),
    placesToSwitch: null,
    keyIds: new Set<KeyId>(),
  };
  for (const operation of operations) note(operation, needed);
  return needed;
}

interface Needed {
  readonly memberIds: Set<MemberId>;
  readonly addresses: Set<string>;
  readonly invitationIds: Set<InvitationId>;
  readonly invitationsOfMembers: Set<MemberId>;
  readonly entityIds: Set<EntityId>;
  placesToSwitch: Set<string> | null;
  readonly keyIds: Set<KeyId>;
}

function note(operation: Operation, needed: Needed): void {
  switch (operation.type) {
    case 'member.invite':
      needed.addresses.add(operation.address);
      needed.memberIds.add(operation.memberId);
      needed.invitationIds.add(operation.invitationId);
      return;
    case 'visit.begin':
      needed.memberIds.add(operation.memberId);
      needed.addresses.add(operation.address);
      return;
    case 'invitation.accept':
    case 'invitation.decline':
    case 'invitation.resend':
    case 'invitation.revoke':
      needed.invitationIds.add(operation.invitationId);
      return;
    case 'invitation.correct':
      needed.invitationIds.add(operation.invitationId);
      needed.addresses.add(operation.address);
      return;
    case 'member.remove':
    case 'member.restore':
      needed.memberIds.add(operation.memberId);
      needed.invitationsOfMembers.add(operation.memberId);
      return;
    case 'visit.end':
    case 'member.update':
    case 'member.setRole':
    case 'member.setAccessEnd':
    case 'member.suspend':
    case 'member.resume':
    case 'member.setGrants':
    case 'member.setPermissions':
    case 'grant.add':
    case 'grant.remove':
      needed.memberIds.add(operation.memberId);
      return;
    case 'entity.create':
    case 'entity.update':
      needed.entityIds.add(operation.entityId);
      return;
    case 'entitlements.set':
      if (isEntityId(operation.scope)) needed.entityIds.add(operation.scope);
      return;
    case 'key.create':
    case 'key.revoke':
      needed.keyIds.add(operation.keyId);
      return;
    case 'model.apply': {
      const types = Object.values(operation.model.modules).flatMap(
        ({ switchable }) => switchable?.startsOffAt ?? [],
      );
      needed.placesToSwitch = new Set([...(needed.placesToSwitch ?? []), ...types]);
      return;
    }
    case 'change.revert':
      noteRecorded(operation.recorded, needed);
      return;
    case 'organization.update':
    case 'organization.setSelfServe':
    case 'permissionSet.create':
    case 'permissionSet.update':
    case 'permissionSet.delete':
      return;
  }
}

function noteRecorded(effect: Effect, needed: Needed): void {
  switch (effect.object) {
    case 'member':
      needed.memberIds.add(effect.id);
      needed.invitationsOfMembers.add(effect.id);
      // The earlier address may belong to somebody else by now.
      if (effect.before !== null) needed.addresses.add(effect.before.address);
      return;
    case 'invitation':
      needed.invitationIds.add(effect.id);
      return;
    case 'entity':
      needed.entityIds.add(effect.id);
      return;
    case 'key':
      needed.keyIds.add(effect.id);
      return;
    case 'organization':
    case 'grant':
    case 'permissionSet':
      return;
  }
}
