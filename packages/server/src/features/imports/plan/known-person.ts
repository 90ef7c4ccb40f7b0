import type {
  GrantId,
  Instant,
  MemberId,
  MemberStatus,
  PermissionSetId,
  Role,
  Scope,
  SignInMethod,
} from '@latchkey/engine';

/** A grant of a person that has not ended: a set, or permissions given directly. */
export interface HeldGrant {
  readonly grantId: GrantId;
  readonly setId: PermissionSetId | null;
  readonly permissions: readonly string[] | null;
  readonly scope: Scope;
  /** Whether it begins or ends at a time of its own. */
  readonly timed: boolean;
}

/** What the organization already knows about an address. */
export interface KnownPerson {
  readonly memberId: MemberId;
  readonly status: MemberStatus;
  readonly name: string;
  readonly phone: string | null;
  readonly role: Role;
  readonly signInMethod: SignInMethod;
  readonly accessEndsAt: Instant | null;
  readonly grants: readonly HeldGrant[];
  /** Of the invitation that is waiting; null when none is. */
  readonly linkEndsAt: Instant | null;
  readonly removedAt: Instant | null;
  /** When and with which revision the person or what is held changed last. */
  readonly touched: { readonly revision: number; readonly at: Instant };
  /** Whether whoever imports sees this person in the list. */
  readonly visible: boolean;
}
