import type {
  AccessModel,
  EntityId,
  GrantId,
  MemberId,
  OrganizationId,
  PermissionSetId,
  Scope,
  SnapshotEntity,
  SnapshotGrant,
  SnapshotMember,
  SnapshotPermissionSet,
  SnapshotRows,
  UserId,
} from '@latchkey/engine';
import { benchModel, permissionNames, restriction } from './bench-model.ts';
import { type Random, seededRandom } from './random.ts';

export interface OrganizationShape {
  readonly members: number;
  readonly stores: number;
  readonly zones: number;
  readonly concepts: number;
  readonly companies: number;
  readonly sets: number;
  /** At least one; each member holds from this many … */
  readonly fewestGrants: number;
  /** … up to this many. */
  readonly mostGrants: number;
  /** Nothing ends, is required, hidden or switched off. */
  readonly plain: boolean;
  /** Every grant is at a store or a company. */
  readonly leavesOnly: boolean;
  /** The first number that ids are made of: two organizations with numbers apart share no id but their own. */
  readonly firstId: number;
}

/** The organization of the bench: 10,000 members at 1,000 stores in 20 zones and 10 concepts. */
export const usualShape: OrganizationShape = {
  members: 10_000,
  stores: 1_000,
  zones: 20,
  concepts: 10,
  companies: 5,
  sets: 12,
  fewestGrants: 1,
  mostGrants: 3,
  plain: false,
  leavesOnly: false,
  firstId: 0,
};

/**
 * An organization that every process makes for itself from its shape. Members and their grants come out of
 * a number each time they are asked for, so that a million of them weigh nothing until somebody keeps them.
 */
export interface BenchOrganization {
  readonly shape: OrganizationShape;
  /** The instant at which everything is asked. */
  readonly now: number;
  readonly organizationId: OrganizationId;
  readonly model: AccessModel;
  readonly sets: readonly SnapshotPermissionSet[];
  readonly entities: readonly SnapshotEntity[];
  readonly memberAt: (index: number) => SnapshotMember;
  readonly grantsOf: (index: number) => SnapshotGrant[];
}

const day = 86_400_000;
const now = Date.UTC(2026, 10, 26, 12);
const organizationId: OrganizationId = 'org_0bench00000000000000000000';

export function makeOrganization(wanted: Partial<OrganizationShape> = {}): BenchOrganization {
  const shape = { ...usualShape, ...wanted };
  const { plain } = shape;
  const entities = makeEntities(shape);
  const leaves = entities.filter(({ type }) => type === 'store' || type === 'company');
  const zones = entities.filter(({ type }) => type === 'zone');
  const concepts = entities.filter(({ type }) => type === 'concept');
  const sets = makeSets(shape);
  const idOf = (prefix: string, number: number) => sortableId(prefix, shape.firstId + number);

  const scope = (random: Random): Scope => {
    const where = shape.leavesOnly ? 1 : random.share();
    if (where < 0.1) return organizationId;
    return random.pick(where < 0.3 ? zones : where < 0.5 ? concepts : leaves).entityId;
  };
  const term = (random: Random) => {
    const kind = random.below(40);
    if (plain || kind > 4) return { startsAt: null, endsAt: null };
    if (kind === 0) return { startsAt: now + day, endsAt: null };
    return { startsAt: null, endsAt: kind < 3 ? now - day : now + day };
  };
  return {
    shape,
    now,
    organizationId,
    model: benchModel(shape),
    sets,
    entities,
    memberAt(index) {
      return {
        memberId: idOf('mem', index) as MemberId, // made with this prefix, like those below
        userId: idOf('usr', index) as UserId,
        externalId: null,
        role: index % 200 === 7 ? 'owner' : 'member',
        status: !plain && index % 50 === 3 ? 'suspended' : 'active',
        accessEndsAt: null,
        visiting: false,
      };
    },
    grantsOf(index) {
      if (index % 200 === 7) return [];
      const random = seededRandom(1_000_000 + shape.firstId + index);
      const memberId = idOf('mem', index) as MemberId;
      const count = shape.fewestGrants + random.below(shape.mostGrants - shape.fewestGrants + 1);
      return Array.from({ length: count }, (_, number) => ({
        grantId: idOf('grt', index * shape.mostGrants + number) as GrantId,
        memberId,
        setId: random.pick(sets).setId,
        permissions: null,
        scope: scope(random),
        ...term(random),
      }));
    },
  };
}

/** As `createSnapshot` takes them: one row after the other. */
export function rowsOf(organization: BenchOrganization): SnapshotRows {
  const { shape, memberAt, grantsOf, sets } = organization;
  return {
    organizationId,
    revision: 1,
    model: organization.model,
    modulesOff: [],
    permissionSets: sets,
    entities: organization.entities,
    members: eachOf(shape.members, (index) => [memberAt(index)]),
    grants: eachOf(shape.members, grantsOf),
  };
}

function* eachOf<Row>(count: number, rowsAt: (index: number) => Row[]): Iterable<Row> {
  for (let index = 0; index < count; index++) yield* rowsAt(index);
}

function makeEntities(shape: OrganizationShape): SnapshotEntity[] {
  const random = seededRandom(1 + shape.firstId);
  const entities: SnapshotEntity[] = [];
  const add = (type: string, parents: EntityId[], modulesOff: string[]) => {
    const entityId = sortableId('ent', shape.firstId + entities.length) as EntityId; // made with this prefix
    const off = shape.plain ? [] : modulesOff;
    const code = `${type.slice(0, 2).toUpperCase()}-${shape.firstId + entities.length}`;
    entities.push({ entityId, type, code, parents, closed: false, modulesOff: off });
    return entityId;
  };
  const many = (count: number, make: (number: number) => EntityId) =>
    Array.from({ length: count }, (_, number) => make(number));
  many(shape.companies, (number) => add('company', [], number === 0 ? ['m2'] : []));
  const zones = many(shape.zones, (number) => add('zone', [], number === 0 ? ['m4'] : []));
  const concepts = many(shape.concepts, () => add('concept', [], []));
  many(shape.stores, () =>
    add('store', [random.pick(zones), random.pick(concepts)], random.below(30) ? [] : ['m5']),
  );
  return entities;
}

/** Sets of 8 to 25 permissions; one in twelve carries a restriction. */
function makeSets({ sets, plain, firstId }: OrganizationShape): SnapshotPermissionSet[] {
  const random = seededRandom(2 + firstId);
  return Array.from({ length: sets }, (_, number) => {
    const size = 8 + random.below(18);
    const permissions = new Set<string>();
    while (permissions.size < size) permissions.add(random.pick(permissionNames));
    return {
      setId: sortableId('pst', firstId + number) as PermissionSetId, // made with this prefix
      permissions: [...permissions].sort(),
      mayGrant: [],
      restrictions: !plain && number % 12 === 11 ? [restriction.key] : [],
    };
  });
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id like those of a running server: sortable, and 26 characters after the prefix. */
function sortableId(prefix: string, number: number): string {
  let id = '';
  for (let rest = number, place = 0; place < 10; place++, rest = Math.floor(rest / 32)) {
    id = letters.charAt(rest % 32) + id;
  }
  let mixed = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  for (let place = 0; place < 16; place++) {
    mixed = (Math.imul(mixed, 1664525) + 1013904223) >>> 0;
    id += letters.charAt(mixed >>> 27);
  }
  return `${prefix}_${id}`;
}
