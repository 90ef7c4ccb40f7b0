import type { Effect } from './effects.ts';
import type {
  ChangeId,
  EntityId,
  GrantId,
  Instant,
  InvitationId,
  KeyId,
  MemberId,
  PermissionSetId,
  Scope,
  UserId,
} from './ids.ts';
import type { AccessModel } from './model.ts';
import type { Role, SignInMethod } from './state.ts';

/** A grant as it is asked for; the caller makes the id, so that a retried operation is the same operation. */
export type NewGrant = {
  readonly grantId: GrantId;
  readonly scope: Scope;
  readonly startsAt?: Instant | null;
  readonly endsAt?: Instant | null;
} & (
  | { readonly setId: PermissionSetId; readonly permissions?: null }
  | { readonly setId?: null; readonly permissions: readonly string[] }
);

/**
 * What is asked for. One operation is atomic: it has all of its effects or none.
 * A list of operations is planned in order, each on what the ones before it left. Operations in a row
 * on the same member stand or fall together: a new role and the grants that go with it are one matter.
 */
export type Operation =
  | {
      readonly type: 'organization.update';
      readonly name?: string;
      readonly allowedDomains?: readonly string[];
      readonly invitationDays?: number;
      readonly typesOff?: readonly string[];
    }
  | { readonly type: 'organization.setSelfServe'; readonly selfServe: boolean }
  /** Exactly these switchable modules are off at the scope afterwards. */
  | {
      readonly type: 'entitlements.set';
      readonly scope: Scope;
      readonly modulesOff: readonly string[];
    }
  /** An operator comes inside for a while: as an owner who ends by the clock. */
  | {
      readonly type: 'visit.begin';
      readonly memberId: MemberId;
      readonly userId: UserId;
      readonly name: string;
      readonly address: string;
      readonly endsAt: Instant;
    }
  | { readonly type: 'visit.end'; readonly memberId: MemberId }
  | {
      /** Moves the organization to a model version: writes its standard and starter sets under the given ids. */
      readonly type: 'model.apply';
      readonly model: AccessModel;
      readonly modelHash: string;
      /** Ids for sets that the organization does not have yet, by model key. */
      readonly newSetIds: Readonly<Record<string, PermissionSetId>>;
    }
  | {
      readonly type: 'member.invite';
      readonly memberId: MemberId;
      readonly invitationId: InvitationId;
      readonly address: string;
      readonly name: string;
      readonly phone?: string | null;
      readonly role: Role;
      readonly grants: readonly NewGrant[];
      readonly signInMethod: SignInMethod;
      readonly accessEndsAt?: Instant | null;
      readonly note?: string | null;
      readonly linkEndsAt: Instant;
    }
  | {
      readonly type: 'invitation.accept';
      readonly invitationId: InvitationId;
      readonly generation: number;
      readonly userId: UserId;
      readonly name?: string;
    }
  | {
      readonly type: 'invitation.decline';
      readonly invitationId: InvitationId;
      readonly generation: number;
    }
  | {
      readonly type: 'invitation.resend';
      readonly invitationId: InvitationId;
      readonly linkEndsAt: Instant;
    }
  | {
      readonly type: 'invitation.correct';
      readonly invitationId: InvitationId;
      readonly address: string;
      readonly linkEndsAt: Instant;
    }
  | { readonly type: 'invitation.revoke'; readonly invitationId: InvitationId }
  | {
      readonly type: 'member.update';
      readonly memberId: MemberId;
      readonly name?: string;
      readonly phone?: string | null;
      readonly externalId?: string | null;
    }
  | { readonly type: 'member.setRole'; readonly memberId: MemberId; readonly role: Role }
  | {
      readonly type: 'member.setAccessEnd';
      readonly memberId: MemberId;
      readonly accessEndsAt: Instant | null;
    }
  | { readonly type: 'member.suspend'; readonly memberId: MemberId }
  | { readonly type: 'member.resume'; readonly memberId: MemberId }
  | { readonly type: 'member.remove'; readonly memberId: MemberId }
  | { readonly type: 'member.restore'; readonly memberId: MemberId; readonly withAccess: boolean }
  /** The member holds exactly these grants afterwards; equal ones (set, scope, times) are kept as they are. */
  | {
      readonly type: 'member.setGrants';
      readonly memberId: MemberId;
      readonly grants: readonly NewGrant[];
    }
  /**
   * The member holds exactly these permissions directly at this scope afterwards, without an end; none
   * takes the grant away. `grantId` is for a grant that does not exist yet.
   */
  | {
      readonly type: 'member.setPermissions';
      readonly memberId: MemberId;
      readonly scope: Scope;
      readonly permissions: readonly string[];
      readonly grantId: GrantId;
    }
  | { readonly type: 'grant.add'; readonly memberId: MemberId; readonly grant: NewGrant }
  | { readonly type: 'grant.remove'; readonly memberId: MemberId; readonly grantId: GrantId }
  | {
      readonly type: 'permissionSet.create';
      readonly setId: PermissionSetId;
      readonly name: string;
      readonly description: string;
      readonly permissions: readonly string[];
      readonly mayGrant: readonly PermissionSetId[] | '*';
      readonly copiedFrom?: PermissionSetId | null;
      readonly restrictions?: readonly string[];
    }
  | {
      readonly type: 'permissionSet.update';
      readonly setId: PermissionSetId;
      readonly name?: string;
      readonly description?: string;
      readonly permissions?: readonly string[];
      readonly mayGrant?: readonly PermissionSetId[] | '*';
      readonly restrictions?: readonly string[];
    }
  /** Grants of the set move to the replacement, or fall away with `none`; null: nobody may hold it. */
  | {
      readonly type: 'permissionSet.delete';
      readonly setId: PermissionSetId;
      readonly replacementSetId: PermissionSetId | 'none' | null;
    }
  | {
      readonly type: 'entity.create';
      readonly entityId: EntityId;
      readonly entityType: string;
      readonly code: string;
      readonly name: string;
      readonly city?: string | null;
      readonly parents: readonly EntityId[];
    }
  | {
      readonly type: 'entity.update';
      readonly entityId: EntityId;
      readonly code?: string;
      readonly name?: string;
      readonly city?: string | null;
      readonly parents?: readonly EntityId[];
      readonly closed?: boolean;
    }
  | {
      readonly type: 'key.create';
      readonly keyId: KeyId;
      readonly name: string;
      readonly hint: string;
    }
  | { readonly type: 'key.revoke'; readonly keyId: KeyId }
  /** Undoes one recorded effect: an object changed since is a conflict and stays as it is. */
  | { readonly type: 'change.revert'; readonly changeId: ChangeId; readonly recorded: Effect };

export type OperationType = Operation['type'];
