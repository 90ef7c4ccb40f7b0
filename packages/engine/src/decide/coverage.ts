import type { Instant, MemberId, Scope } from '../ids.ts';
import { hasBit } from '../snapshot/compiled-model.ts';
import { type EntityRecord, type MemberRecord, organizationOrdinal } from '../snapshot/records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type SnapshotStore, storeOf } from '../snapshot/snapshot-store.ts';
import { offWords } from './covering.ts';
import { bearOn, heldPlaces } from './reach.ts';

/** Who besides owners may do something at a place. */
export interface PlaceCover {
  /** `off`: the module is switched off there, so that nobody can, owners included. */
  readonly people: 'off' | 'nobody' | 'one' | 'several';
  /** Who it is, where it is one person alone. */
  readonly only: MemberId | null;
}

export interface Coverage {
  readonly places: readonly Scope[];
  /** For each permission that was asked about, its places in the order of `places`. */
  readonly columns: readonly (readonly PlaceCover[])[];
}

/** What is looked at: every open place of a type; `organization` is the organization itself. */
export interface AskedCoverage {
  readonly permissions: readonly string[];
  readonly type: string;
}

/**
 * Where nobody, one person or several people may do each of these. Owners and visitors are left out: they
 * can everywhere. People and their grants are gone through once, however many places there are.
 */
export function coverage(
  snapshot: Snapshot,
  { permissions, type }: AskedCoverage,
  now: Instant,
): Coverage {
  const store = storeOf(snapshot);
  const bits = permissions.map((permission) => store.compiled.bits.get(permission));
  const reaching = peopleByScope(store, bits, now);
  const places = openOfType(store, type).map(({ id, ancestors }) => ({
    id,
    ancestors,
    blocked: offWords(store, ancestors),
  }));
  return {
    places: places.map(({ id }) => id),
    columns: bits.map((bit, index) =>
      places.map((place) =>
        bit === undefined ? nobody : coverAt(store, place, bit, reaching[index] ?? nobodyAnywhere),
      ),
    ),
  };
}

/** Every open place of a type, in the order of their ids. */
export function placesOfType(snapshot: Snapshot, type: string): Scope[] {
  return openOfType(storeOf(snapshot), type).map(({ id }) => id);
}

function openOfType(store: SnapshotStore, type: string): EntityRecord[] {
  if (type === 'organization') {
    return [store.entityAt(organizationOrdinal)].filter((it) => it !== null);
  }
  const open: EntityRecord[] = [];
  for (const entity of store.allEntities()) {
    if (entity.type === type && !entity.closed) open.push(entity);
  }
  return open.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Who holds a permission with all that it requires, by the topmost places; more than two at one are not told apart. */
type Reaching = Map<number, MemberId[]>;

const nobodyAnywhere: Reaching = new Map();

function peopleByScope(
  store: SnapshotStore,
  bits: readonly (number | undefined)[],
  now: Instant,
): readonly Reaching[] {
  const reaching = bits.map((): Reaching => new Map());
  const ofSet = new Map<number, readonly number[]>();
  for (const member of store.allMembers()) {
    if (member.role === 'owner') continue;
    for (const index of columnsOf(store, member, bits, ofSet)) {
      const [bit, people] = [bits[index], reaching[index]];
      // Where two can in the whole organization, several can everywhere.
      if (bit === undefined || people === undefined || isFull(people, organizationOrdinal))
        continue;
      for (const scope of heldPlaces(store, member, bit, now)) {
        const others = people.get(scope);
        if (others === undefined) people.set(scope, [member.memberId]);
        else if (others.length < enough) others.push(member.memberId);
      }
    }
  }
  return reaching;
}

/** A second person is all that has to be known. */
const enough = 2;

const isFull = (people: Reaching, scope: number) => people.get(scope)?.length === enough;

/** Which of the permissions something that the member holds has, live or not; most people hold few sets, and few sets most. */
function columnsOf(
  store: SnapshotStore,
  { grants }: MemberRecord,
  bits: readonly (number | undefined)[],
  ofSet: Map<number, readonly number[]>,
): Iterable<number> {
  const columns = new Set<number>();
  for (const { set } of grants) {
    let known = ofSet.get(set);
    if (known === undefined) {
      const words = store.setAt(set)?.words;
      known = bits.flatMap((bit, index) =>
        bit !== undefined && words !== undefined && hasBit(words, bit) ? index : [],
      );
      ofSet.set(set, known);
    }
    if (grants.length === 1) return known;
    for (const index of known) columns.add(index);
  }
  return columns;
}

interface LookedAt extends Pick<EntityRecord, 'ancestors'> {
  /** What is switched off there. */
  readonly blocked: Uint32Array | null;
}

function coverAt(
  store: SnapshotStore,
  { ancestors, blocked }: LookedAt,
  bit: number,
  reaching: Reaching,
): PlaceCover {
  if (blocked !== null && hasBit(blocked, bit)) return off;
  if (bearOn(store, blocked, bit)) return nobody;
  if (isFull(reaching, organizationOrdinal)) return several;
  let only: MemberId | null = null;
  for (const ancestor of ancestors) {
    for (const memberId of reaching.get(ancestor) ?? []) {
      // Two ways may lead to one person.
      if (only !== null && only !== memberId) return several;
      only = memberId;
    }
  }
  return only === null ? nobody : { people: 'one', only };
}

const off = { people: 'off', only: null } as const;
const nobody = { people: 'nobody', only: null } as const;
const several = { people: 'several', only: null } as const;
