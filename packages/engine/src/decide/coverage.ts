import type { Instant, MemberId, Scope } from '../ids.ts';
import { hasBit } from '../snapshot/compiled-model.ts';
import { type EntityRecord, organizationOrdinal } from '../snapshot/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { offWords } from './covering.ts';
import { bearOn, heldPlaces } from './reach.ts';

/** Who besides owners may do something at a place. */
export interface CoveredPlace {
  readonly place: Scope;
  /** `off`: the module is switched off there, so that nobody can, owners included. */
  readonly people: 'off' | 'nobody' | 'one' | 'several';
  /** Who it is, where it is one person alone. */
  readonly only: MemberId | null;
}

/** What is looked at: every open place of a type; `organization` is the organization itself. */
export interface AskedCoverage {
  readonly permission: string;
  readonly type: string;
}

/**
 * Where nobody, one person or several people may do this. Owners and visitors are left out: they can
 * everywhere. The grants are gone through once, however many places there are.
 */
export function coverage(
  snapshot: Snapshot,
  { permission, type }: AskedCoverage,
  now: Instant,
): CoveredPlace[] {
  const store = storeOf(snapshot);
  const bit = store.compiled.bits.get(permission);
  if (bit === undefined) return [];
  const reaching = peopleByScope(store, bit, now);
  return openOfType(store, type).map((entity) => ({
    place: entity.id,
    ...peopleAt(store, entity, bit, reaching),
  }));
}

/** Every open place of a type, in the order of their ids. */
export function placesOfType(snapshot: Snapshot, type: string): Scope[] {
  return openOfType(storeOf(snapshot), type)
    .map(({ id }) => id)
    .sort();
}

function openOfType(store: SnapshotStore, type: string): EntityRecord[] {
  if (type === 'organization')
    return [store.entityAt(organizationOrdinal)].filter((it) => it !== null);
  const open: EntityRecord[] = [];
  for (const entity of store.allEntities()) {
    if (entity.type === type && !entity.closed) open.push(entity);
  }
  return open;
}

/** The topmost places at which each person holds it with all that it requires, turned round. */
function peopleByScope(
  store: SnapshotStore,
  bit: number,
  now: Instant,
): ReadonlyMap<number, readonly MemberId[]> {
  const reaching = new Map<number, MemberId[]>();
  for (const member of store.allMembers()) {
    if (member.role === 'owner') continue;
    for (const scope of heldPlaces(store, member, bit, now)) {
      const others = reaching.get(scope);
      if (others === undefined) reaching.set(scope, [member.memberId]);
      else others.push(member.memberId);
    }
  }
  return reaching;
}

function peopleAt(
  store: SnapshotStore,
  { ancestors }: EntityRecord,
  bit: number,
  reaching: ReadonlyMap<number, readonly MemberId[]>,
): Pick<CoveredPlace, 'people' | 'only'> {
  const off = offWords(store, ancestors);
  if (off !== null && hasBit(off, bit)) return { people: 'off', only: null };
  if (bearOn(store, off, bit)) return nobody;
  let only: MemberId | null = null;
  for (const ancestor of ancestors) {
    for (const memberId of reaching.get(ancestor) ?? []) {
      // Two ways may lead to one person; a second person is all that has to be known.
      if (only !== null && only !== memberId) return several;
      only = memberId;
    }
  }
  return only === null ? nobody : { people: 'one', only };
}

const nobody = { people: 'nobody', only: null } as const;
const several = { people: 'several', only: null } as const;
