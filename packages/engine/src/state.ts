import type { EntityId, Instant, MemberId, PermissionSetId, Scope, UserId } from './ids.ts';

export type Role = 'owner' | 'member';
export type MemberStatus = 'invited' | 'active' | 'suspended' | 'removed';
export type SignInMethod = 'password' | 'passkey' | 'sso';
export type InvitationStatus = 'waiting' | 'accepted' | 'declined' | 'revoked';
export type PermissionSetKind = 'standard' | 'starter' | 'custom';

export interface OrganizationState {
  readonly name: string;
  /** SHA-256 of the canonical JSON of the access model in force. */
  readonly modelHash: string;
  /** Mail domains people may be invited from; empty means any. */
  readonly allowedDomains: readonly string[];
  /** How long an invitation link lives, in days, 1 to 30. */
  readonly invitationDays: number;
  /** Off: only operators change anything; answering an invitation still works. */
  readonly selfServe: boolean;
  /** Keys of switchable modules that are off in the whole organization, sorted. */
  readonly modulesOff: readonly string[];
  /** Optional entity types that the organization does without, sorted. */
  readonly typesOff: readonly string[];
}

export interface MemberState {
  readonly role: Role;
  readonly status: MemberStatus;
  readonly userId: UserId | null;
  readonly name: string;
  readonly phone: string | null;
  /** Canonical contact address; unique among the organization's members that are not removed. */
  readonly address: string;
  readonly signInMethod: SignInMethod;
  readonly externalId: string | null;
  readonly accessEndsAt: Instant | null;
  readonly joinedAt: Instant | null;
  readonly removedAt: Instant | null;
  /** An operator who is inside for a while: no owner makes or changes such a member. */
  readonly visiting: boolean;
}

export interface InvitationState {
  readonly memberId: MemberId;
  readonly address: string;
  readonly status: InvitationStatus;
  /** Raised by resending, correcting and revoking: every older link is dead. */
  readonly generation: number;
  readonly note: string | null;
  readonly linkEndsAt: Instant;
  readonly sentBy: MemberId | null;
  readonly createdAt: Instant;
  readonly respondedAt: Instant | null;
}

/** A set, or, where the access model gives permissions directly, these: sorted, closed under *requires*, without the implied ones. */
export type GrantHolding =
  | { readonly setId: PermissionSetId; readonly permissions: null }
  | { readonly setId: null; readonly permissions: readonly string[] };

export type GrantState = GrantHolding & {
  readonly memberId: MemberId;
  readonly scope: Scope;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
};

export interface PermissionSetState {
  readonly kind: PermissionSetKind;
  /** The set's key in the access model, for standard and starter sets. */
  readonly modelKey: string | null;
  readonly name: string;
  readonly description: string;
  /** Direct permissions, sorted; closed under *requires*, without the implied ones. */
  readonly permissions: readonly string[];
  /** Sets a holder may hand out; `*` means every set within the holder's own permissions. */
  readonly mayGrant: readonly PermissionSetId[] | '*';
  readonly copiedFrom: PermissionSetId | null;
  /** Keys of the model's restrictions that bind whoever holds the set, sorted. */
  readonly restrictions: readonly string[];
}

export interface EntityState {
  readonly type: string;
  readonly code: string;
  readonly name: string;
  readonly city: string | null;
  /** Entities it lies in; empty means directly in the organization. */
  readonly parents: readonly EntityId[];
  readonly closed: boolean;
  /** Keys of switchable modules that are off here and below, sorted. */
  readonly modulesOff: readonly string[];
}

export interface KeyState {
  readonly name: string;
  /** Last characters of the key, to tell keys apart. */
  readonly hint: string;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
}

/** Everything that the change log records, by object type. */
export interface ObjectStates {
  readonly organization: OrganizationState;
  readonly member: MemberState;
  readonly invitation: InvitationState;
  readonly grant: GrantState;
  readonly permissionSet: PermissionSetState;
  readonly entity: EntityState;
  readonly key: KeyState;
}
export type ObjectType = keyof ObjectStates;
