import type { AccessModel } from '../model.ts';
import { createSnapshot, type SnapshotRows, snapshotModel } from './create-snapshot.ts';
import { grantState } from './grant-record.ts';
import { organizationOrdinal } from './records.ts';
import type { Snapshot } from './snapshot.ts';
import { storeOf } from './snapshot-store.ts';

/** The bytes are no snapshot, of another version of the format, or damaged. */
export class SnapshotFormatError extends Error {
  override readonly name = 'SnapshotFormatError';
}

const version = 'latchkey-snapshot-0';

/** A snapshot as bytes, for a file or another process; holds no personal values. */
export function encodeSnapshot(snapshot: Snapshot): Uint8Array {
  const store = storeOf(snapshot);
  const members = [...store.allMembers()];
  const rows: SnapshotRows & { version: string } = {
    version,
    organizationId: store.organizationId,
    revision: store.revision,
    model: snapshotModel(snapshot),
    modulesOff: store.entityAt(organizationOrdinal)?.modulesOff ?? [],
    members: members.map(({ grants: _, ...member }) => member),
    grants: members.flatMap(({ memberId, grants }) =>
      grants.map((grant) => ({ grantId: grant.grantId, ...grantState(store, memberId, grant) })),
    ),
    permissionSets: [...store.allSets()].map(({ setId, permissions, mayGrant, restrictions }) => ({
      setId,
      permissions,
      mayGrant: mayGrant === '*' ? mayGrant : [...mayGrant],
      restrictions,
    })),
    entities: [...store.allEntities()].flatMap((entity) =>
      entity.ordinal === organizationOrdinal
        ? []
        : [
            {
              entityId: entity.id as `ent_${string}`,
              type: entity.type,
              code: entity.code,
              closed: entity.closed,
              modulesOff: entity.modulesOff,
              parents: entity.parents.flatMap((parent) =>
                parent === organizationOrdinal
                  ? []
                  : [store.entityAt(parent)?.id as `ent_${string}`],
              ),
            },
          ],
    ),
  };
  return new TextEncoder().encode(JSON.stringify(rows));
}

/** The snapshot that the bytes were made from. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  let rows: SnapshotRows & { version: string; model: AccessModel };
  try {
    rows = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SnapshotFormatError('These bytes are no snapshot.', { cause });
  }
  if (rows.version !== version) {
    throw new SnapshotFormatError('These bytes are no snapshot of this version.');
  }
  return createSnapshot(rows);
}
