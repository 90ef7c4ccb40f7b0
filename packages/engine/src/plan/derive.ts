import type { Operation } from '../operations.ts';
import type { Derivation, DeriveContext } from './derivation.ts';
import { deriveEntitlements } from './derive-entitlements.ts';
import { deriveEntity } from './derive-entity.ts';
import {
  deriveAddGrant,
  deriveRemoveGrant,
  deriveSetGrants,
  deriveSetPermissions,
} from './derive-grants.ts';
import { deriveInvitation } from './derive-invitation.ts';
import { deriveInvite } from './derive-invite.ts';
import { deriveKey } from './derive-key.ts';
import { deriveMember } from './derive-member.ts';
import { deriveModel } from './derive-model.ts';
import { deriveOrganization } from './derive-organization.ts';
import { derivePermissionSet } from './derive-permission-set.ts';
import { deriveRevert } from './derive-revert.ts';
import { deriveVisit } from './derive-visit.ts';
import type { Working } from './working.ts';

/** What one operation means for what is true now; whose right it is, is asked later, on the effects. */
export function derive(operation: Operation, working: Working, context: DeriveContext): Derivation {
  switch (operation.type) {
    case 'organization.update':
    case 'organization.setSelfServe':
      return deriveOrganization(operation, working);
    case 'entitlements.set':
      return deriveEntitlements(operation, working);
    case 'visit.begin':
    case 'visit.end':
      return deriveVisit(operation, working, context);
    case 'model.apply':
      return deriveModel(operation, working);
    case 'member.invite':
      return deriveInvite(operation, working, context);
    case 'invitation.accept':
    case 'invitation.decline':
    case 'invitation.resend':
    case 'invitation.correct':
    case 'invitation.revoke':
      return deriveInvitation(operation, working, context);
    case 'member.update':
    case 'member.setRole':
    case 'member.setAccessEnd':
    case 'member.suspend':
    case 'member.resume':
    case 'member.remove':
    case 'member.restore':
      return deriveMember(operation, working, context);
    case 'member.setGrants':
      return deriveSetGrants(operation, working, context);
    case 'member.setPermissions':
      return deriveSetPermissions(operation, working, context);
    case 'grant.add':
      return deriveAddGrant(operation, working, context);
    case 'grant.remove':
      return deriveRemoveGrant(operation, working);
    case 'permissionSet.create':
    case 'permissionSet.update':
    case 'permissionSet.delete':
      return derivePermissionSet(operation, working);
    case 'entity.create':
    case 'entity.update':
      return deriveEntity(operation, working);
    case 'key.create':
    case 'key.revoke':
      return deriveKey(operation, working, context);
    case 'change.revert':
      return deriveRevert(operation.recorded, working);
  }
}
