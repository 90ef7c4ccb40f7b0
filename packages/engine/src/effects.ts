import type {
  EntityId,
  GrantId,
  InvitationId,
  KeyId,
  MemberId,
  OrganizationId,
  PermissionSetId,
} from './ids.ts';
import type {
  EntityState,
  GrantState,
  InvitationState,
  KeyState,
  MemberState,
  OrganizationState,
  PermissionSetState,
} from './state.ts';

interface EffectOn<Type extends string, Id, State> {
  readonly object: Type;
  readonly id: Id;
  /** Null when the object did not exist. */
  readonly before: State | null;
  /** Null when the object is gone. */
  readonly after: State | null;
}

/** One object before and after: what is written to the tables, recorded in the log and turned round by an undo. */
export type Effect =
  | EffectOn<'organization', OrganizationId, OrganizationState>
  | EffectOn<'member', MemberId, MemberState>
  | EffectOn<'invitation', InvitationId, InvitationState>
  | EffectOn<'grant', GrantId, GrantState>
  | EffectOn<'permissionSet', PermissionSetId, PermissionSetState>
  | EffectOn<'entity', EntityId, EntityState>
  | EffectOn<'key', KeyId, KeyState>;
