import type { GrantId, MemberId, PermissionSetId, Scope, UserId } from '../ids.ts';
import type { MemberStatus, Role } from '../state.ts';

/** A grant inside a snapshot: set and scope by number, open ends as infinities. */
export interface GrantRecord {
  readonly grantId: GrantId;
  readonly set: number;
  readonly scope: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Never changed in place: a change puts a new record, so a branch and its snapshot can share the rest. */
export interface MemberRecord {
  readonly memberId: MemberId;
  readonly userId: UserId | null;
  readonly externalId: string | null;
  readonly role: Role;
  readonly status: MemberStatus;
  readonly accessEndsAt: number;
  readonly grants: readonly GrantRecord[];
}

export interface SetRecord {
  readonly setId: PermissionSetId;
  readonly ordinal: number;
  readonly permissions: readonly string[];
  /** The permissions closed under *implies*, as bits. */
  readonly words: Uint32Array;
  readonly mayGrant: ReadonlySet<PermissionSetId> | '*';
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
}

/** The organization itself is the entity with this number. */
export const organizationOrdinal = 0;
