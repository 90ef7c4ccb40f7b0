import type { GrantId, MemberId, OrganizationId, PermissionSetId, Scope, UserId } from '../ids.ts';
import type { AccessModel } from '../model.ts';
import { atOnce, type Steps } from '../steps.ts';
import { compileModel } from './compiled-model.ts';
import { putEntity } from './entity-records.ts';
import type { PackedMembersData } from './packed-members.ts';
import { organizationOrdinal } from './records.ts';
import type { Snapshot } from './snapshot.ts';
import { readParts, writingParts } from './snapshot-bytes.ts';
import { SnapshotStore, storeOf } from './snapshot-store.ts';

/** What is text in the bytes: everything but members and grants, with the numbers that these name. */
interface Described {
  readonly organizationId: OrganizationId;
  readonly revision: number;
  readonly model: AccessModel;
  readonly modulesOff: readonly string[];
  readonly sets: readonly {
    readonly setId: PermissionSetId | null;
    readonly ordinal: number;
    readonly permissions: readonly string[];
    readonly mayGrant: readonly PermissionSetId[] | '*';
    readonly restrictions: readonly string[];
  }[];
  /** Each after its parents. */
  readonly entities: readonly {
    readonly id: Scope;
    readonly ordinal: number;
    readonly type: string;
    readonly code: string;
    readonly closed: boolean;
    readonly parents: readonly Scope[];
    readonly modulesOff: readonly string[];
  }[];
  readonly nextSet: number;
  readonly nextEntity: number;
  readonly oddMembers: readonly MemberId[];
  readonly oddUsers: readonly UserId[];
  readonly oddGrants: readonly GrantId[];
  readonly externalIds: PackedMembersData['externalIds'];
  readonly membersOfExternalIds: PackedMembersData['membersOfExternalIds'];
}

/** A snapshot as bytes, for a file or another process; holds no personal values. Not for a branch. */
export function encodeSnapshot(snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  return atOnce(encodingSnapshot(snapshot));
}

/**
 * The same in steps, between which other work may be done: the bytes are those of the moment of the first step,
 * whatever the snapshot takes until the last.
 */
export function* encodingSnapshot(snapshot: Snapshot): Steps<Uint8Array<ArrayBuffer>> {
  const store = storeOf(snapshot);
  const { packed } = store;
  if (packed === null) throw new Error('A branch is not encoded.');
  // INVARIANT: everything is copied before the first pause.
  const {
    memberKeys,
    userKeys,
    begins,
    cells,
    userOf,
    memberOf,
    externalIds,
    membersOfExternalIds,
    ...odd
  } = packed.packed();
  const entities = [...store.allEntities()]
    .filter(({ ordinal }) => ordinal !== organizationOrdinal)
    .sort((left, right) => left.ancestors.length - right.ancestors.length);
  const text: Omit<Described, keyof LongLists> = {
    organizationId: store.organizationId,
    revision: store.revision,
    model: store.compiled.model,
    modulesOff: store.entityAt(organizationOrdinal)?.modulesOff ?? [],
    sets: [...store.allSets(), ...store.allDirectSets()].map((set) => ({
      setId: set.setId,
      ordinal: set.ordinal,
      permissions: set.permissions,
      mayGrant: set.mayGrant === '*' ? set.mayGrant : [...set.mayGrant],
      restrictions: set.restrictions,
    })),
    entities: entities.map(({ ancestors: _, parents, ...entity }) => ({
      ...entity,
      parents: parents.flatMap((parent) =>
        parent === organizationOrdinal ? [] : (store.entityAt(parent)?.id ?? []),
      ),
    })),
    nextSet: store.nextSet,
    nextEntity: store.nextEntity,
    ...odd,
  };
  const pieces = inPieces(JSON.stringify(text), { externalIds, membersOfExternalIds });
  return yield* writingParts({
    text: pieces,
    words: [memberKeys, userKeys, begins, cells, userOf, memberOf],
  });
}

type LongLists = Pick<Described, 'externalIds' | 'membersOfExternalIds'>;

const listedAtOnce = 5_000;

/** JSON of an object with the lists as its last fields, a piece at a time. */
function* inPieces(object: string, lists: LongLists): Generator<string> {
  yield object.slice(0, -1);
  for (const [name, list] of Object.entries(lists)) {
    yield `,"${name}":[`;
    for (let at = 0; at < list.length; at += listedAtOnce) {
      const piece = JSON.stringify(list.slice(at, at + listedAtOnce)).slice(1, -1);
      yield at === 0 ? piece : `,${piece}`;
    }
    yield ']';
  }
  yield '}';
}

/** The snapshot that the bytes were made from; a `SnapshotFormatError` when they are anything else. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const { text, words } = readParts(bytes);
  const described = text as Described; // what `encodeSnapshot` wrote: mark and checksum were right
  const [
    memberKeys = none(),
    userKeys = none(),
    begins = none(),
    cells = none(),
    userOf = none(),
    memberOf = none(),
  ] = words;
  const { organizationId, revision, model } = described;
  const store = new SnapshotStore(
    { organizationId, revision, compiled: compileModel(model) },
    { ...described, memberKeys, userKeys, begins, cells, userOf, memberOf },
  );
  store.putModulesOff(organizationId, described.modulesOff);
  for (const { setId, ordinal, permissions, mayGrant, restrictions } of described.sets) {
    store.nextSet = ordinal;
    if (setId === null) store.directSet(permissions);
    else {
      const named = mayGrant === '*' ? mayGrant : new Set(mayGrant);
      store.putSet({ setId, permissions, mayGrant: named, restrictions });
    }
  }
  for (const { ordinal, ...placement } of described.entities) {
    store.nextEntity = ordinal;
    putEntity(store, placement);
  }
  store.nextSet = described.nextSet;
  store.nextEntity = described.nextEntity;
  store.holdAll();
  return store;
}

const none = () => new Uint32Array(0);
