import type { EntityId, GrantId, MemberId, OrganizationId, PermissionSetId } from '../ids.ts';
import type { AccessModel } from '../model.ts';
import type { EntityState, GrantState, MemberState, PermissionSetState } from '../state.ts';
import { compileModel } from './compiled-model.ts';
import { putEntity } from './entity-records.ts';
import { grantRecord } from './grant-record.ts';
import type { GrantRecord } from './records.ts';
import type { Snapshot } from './snapshot.ts';
import { SnapshotStore, storeOf } from './snapshot-store.ts';

export interface SnapshotMember
  extends Pick<
    MemberState,
    'userId' | 'externalId' | 'role' | 'status' | 'accessEndsAt' | 'visiting'
  > {
  readonly memberId: MemberId;
}
export type SnapshotGrant = GrantState & { readonly grantId: GrantId };
export interface SnapshotPermissionSet
  extends Pick<PermissionSetState, 'permissions' | 'mayGrant' | 'restrictions'> {
  readonly setId: PermissionSetId;
}
export interface SnapshotEntity
  extends Pick<EntityState, 'type' | 'code' | 'parents' | 'closed' | 'modulesOff'> {
  readonly entityId: EntityId;
}

/** What a snapshot is made from: every member (removed ones too), grant, set and entity of one organization. */
export interface SnapshotRows {
  readonly organizationId: OrganizationId;
  readonly revision: number;
  readonly model: AccessModel;
  /** Modules that are off in the whole organization. */
  readonly modulesOff: readonly string[];
  readonly members: Iterable<SnapshotMember>;
  readonly grants: Iterable<SnapshotGrant>;
  readonly permissionSets: Iterable<SnapshotPermissionSet>;
  readonly entities: Iterable<SnapshotEntity>;
}

/** A row that names what is not there gives nothing and stops nothing: less access, never more. */
export function createSnapshot(rows: SnapshotRows): Snapshot {
  const store = new SnapshotStore({
    organizationId: rows.organizationId,
    revision: rows.revision,
    compiled: compileModel(rows.model),
  });
  store.putModulesOff(rows.organizationId, rows.modulesOff);
  for (const set of rows.permissionSets) putPermissionSet(store, set.setId, set);
  putEntities(store, rows.entities);

  const grantsOf = new Map<MemberId, GrantRecord[]>();
  for (const grant of rows.grants) {
    const record = grantRecord(store, grant.grantId, grant);
    if (record === null) continue;
    const grants = grantsOf.get(grant.memberId);
    if (grants === undefined) grantsOf.set(grant.memberId, [record]);
    else grants.push(record);
  }
  for (const member of rows.members) {
    store.putMember({
      memberId: member.memberId,
      userId: member.userId,
      externalId: member.externalId,
      role: member.role,
      status: member.status,
      accessEndsAt: member.accessEndsAt,
      visiting: member.visiting,
      grants: grantsOf.get(member.memberId) ?? [],
    });
  }
  store.packed?.fit();
  return store;
}

export function snapshotRevision(snapshot: Snapshot): number {
  return storeOf(snapshot).revision;
}

/** How many members, grants, permission sets and entities it holds. */
export function snapshotSize(snapshot: Snapshot): number {
  return storeOf(snapshot).size;
}

/** The access model in force. */
export function snapshotModel(snapshot: Snapshot): AccessModel {
  return storeOf(snapshot).compiled.model;
}

export function putPermissionSet(
  store: SnapshotStore,
  setId: PermissionSetId,
  { permissions, restrictions, ...set }: Omit<SnapshotPermissionSet, 'setId'>,
): void {
  const mayGrant = set.mayGrant === '*' ? set.mayGrant : new Set(set.mayGrant);
  store.putSet({ setId, permissions, mayGrant, restrictions });
}

/** Puts entities in whatever order they come: each after its parents. */
export function putEntities(store: SnapshotStore, entities: Iterable<SnapshotEntity>): void {
  const pending = new Map([...entities].map((entity) => [entity.entityId, entity]));
  const put = (entity: SnapshotEntity) => {
    if (!pending.delete(entity.entityId)) return;
    for (const parent of entity.parents) {
      const waiting = pending.get(parent);
      if (waiting !== undefined) put(waiting);
    }
    putEntity(store, {
      id: entity.entityId,
      type: entity.type,
      code: entity.code,
      closed: entity.closed,
      parents: entity.parents,
      modulesOff: entity.modulesOff,
    });
  };
  for (const entity of [...pending.values()]) put(entity);
}
