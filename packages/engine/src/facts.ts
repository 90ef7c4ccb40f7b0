import type { EntityId, InvitationId, KeyId, MemberId, PermissionSetId } from './ids.ts';
import type {
  EntityState,
  InvitationState,
  KeyState,
  MemberState,
  OrganizationState,
  PermissionSetState,
} from './state.ts';

/** The rows that a list of operations names, read set-based under the organization's lock. */
export interface Facts {
  readonly organization: OrganizationState;
  readonly members: ReadonlyMap<MemberId, MemberState>;
  /** Members that are not removed, by canonical address. */
  readonly memberByAddress: ReadonlyMap<string, MemberId>;
  readonly invitations: ReadonlyMap<InvitationId, InvitationState>;
  /** The newest invitation of a member. */
  readonly invitationOfMember: ReadonlyMap<MemberId, InvitationId>;
  /** Every set of the organization. */
  readonly permissionSets: ReadonlyMap<PermissionSetId, PermissionSetState>;
  readonly entities: ReadonlyMap<EntityId, EntityState>;
  readonly keys: ReadonlyMap<KeyId, KeyState>;
}

/** What must be read before the operations can be planned. */
export interface FactsNeeded {
  /** Of those who were removed, whoever has their address now is read too. */
  readonly memberIds: ReadonlySet<MemberId>;
  /** Whoever has the address now is read too, with the newest invitation. */
  readonly addresses: ReadonlySet<string>;
  /** Their members are read too. */
  readonly invitationIds: ReadonlySet<InvitationId>;
  /** Members whose newest invitation is needed. */
  readonly invitationsOfMembers: ReadonlySet<MemberId>;
  readonly entityIds: ReadonlySet<EntityId>;
  /**
   * Types of which every place is read, and every place where a module is off besides: a move to another
   * model may switch modules there. Null: none of them.
   */
  readonly placesToSwitch: ReadonlySet<string> | null;
  readonly keyIds: ReadonlySet<KeyId>;
}
