import type {
  EntityId,
  GrantId,
  MemberId,
  OrganizationId,
  PermissionSetId,
  UserId,
} from '../ids.ts';
import type { AccessModel } from '../model.ts';
import type { EntityState, GrantState, MemberState, PermissionSetState } from '../state.ts';

export interface SnapshotMember
  extends Pick<MemberState, 'userId' | 'externalId' | 'role' | 'status' | 'accessEndsAt'> {
  readonly memberId: MemberId;
}
export interface SnapshotGrant extends GrantState {
  readonly grantId: GrantId;
}
export interface SnapshotPermissionSet
  extends Pick<PermissionSetState, 'permissions' | 'mayGrant'> {
  readonly setId: PermissionSetId;
}
export interface SnapshotEntity
  extends Pick<EntityState, 'type' | 'code' | 'parents' | 'closed'> {
  readonly entityId: EntityId;
}

/** What a snapshot is made from: every member (removed ones too), grant, set and entity of one organization. */
export interface SnapshotRows {
  readonly organizationId: OrganizationId;
  readonly revision: number;
  readonly model: AccessModel;
  readonly members: Iterable<SnapshotMember>;
  readonly grants: Iterable<SnapshotGrant>;
  readonly permissionSets: Iterable<SnapshotPermissionSet>;
  readonly entities: Iterable<SnapshotEntity>;
}

/** One organization's access as of one revision. Opaque: only this package looks inside. */
export declare class Snapshot {
  #state: unknown;
}

export declare function createSnapshot(rows: SnapshotRows): Snapshot;
export declare function snapshotRevision(snapshot: Snapshot): number;
export declare function snapshotModel(snapshot: Snapshot): AccessModel;
/** The member a name stands for: `usr_…`, `mem_…` or the platform's own `externalId`. People still invited have none. */
export declare function resolveMember(snapshot: Snapshot, name: string): MemberId | null;
/** The entity of this type that a name stands for: `ent_…` or its code, in any case. */
export declare function resolveEntity(
  snapshot: Snapshot,
  type: string,
  name: string,
): EntityId | null;
