import type { GrantId, Instant, MemberId, PermissionSetId, Scope, UserId } from '../ids.ts';
import type { MemberStatus, Role } from '../state.ts';

/** A grant inside a snapshot: set and scope by number. */
export interface GrantRecord {
  readonly grantId: GrantId;
  readonly set: number;
  readonly scope: number;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
}

/** What decides about a member. */
export interface MemberAccess {
  readonly role: Role;
  readonly status: MemberStatus;
  readonly accessEndsAt: Instant | null;
  /** An operator who is inside for a while. */
  readonly visiting: boolean;
  readonly grants: readonly GrantRecord[];
}

/** A member as plans read and change them; a snapshot itself holds members as words. */
export interface MemberRecord extends MemberAccess {
  readonly memberId: MemberId;
  readonly userId: UserId | null;
  readonly externalId: string | null;
}

/** A permission set, or, without an id, permissions that were given directly: decisions see no difference. */
export interface SetRecord {
  readonly setId: PermissionSetId | null;
  readonly ordinal: number;
  readonly permissions: readonly string[];
  /** The permissions closed under *implies*, as bits. */
  readonly words: Uint32Array;
  readonly mayGrant: ReadonlySet<PermissionSetId> | '*';
  readonly restrictions: readonly string[];
}

export interface NamedSetRecord extends SetRecord {
  readonly setId: PermissionSetId;
}

export interface EntityRecord {
  readonly id: Scope;
  readonly ordinal: number;
  readonly type: string;
  readonly code: string;
  readonly closed: boolean;
  readonly parents: readonly number[];
  /** Itself first, the organization last. */
  readonly ancestors: readonly number[];
  readonly modulesOff: readonly string[];
}

/** The organization itself is the entity with this number. */
export const organizationOrdinal = 0;
