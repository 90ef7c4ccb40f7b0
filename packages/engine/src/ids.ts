/** Prefixed, sortable, opaque ids; the prefix keeps one kind from standing in for another. */
export type OrganizationId = `org_${string}`;
export type UserId = `usr_${string}`;
export type MemberId = `mem_${string}`;
export type InvitationId = `inv_${string}`;
export type PermissionSetId = `pst_${string}`;
export type GrantId = `grt_${string}`;
export type EntityId = `ent_${string}`;
export type KeyId = `key_${string}`;
export type ChangeId = `chg_${string}`;
export type ImportId = `imp_${string}`;

/** Milliseconds since the epoch, as `Date.now()` counts them. */
export type Instant = number;

/** Where a grant is made: the whole organization or one entity and everything below it. */
export type Scope = OrganizationId | EntityId;

export const isEntityId = (name: string): name is EntityId => name.startsWith('ent_');
export const isMemberId = (name: string): name is MemberId => name.startsWith('mem_');
