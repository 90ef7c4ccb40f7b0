import { moduleOf, permissionNames, requiredBy, restriction } from './bench-model.ts';
import type { BenchOrganization } from './make-organization.ts';

/** What a platform would load about a person before it asks an authorization library. */
export interface HeldAccess {
  readonly memberId: string;
  readonly active: boolean;
  readonly owner: boolean;
  /** The module that a restriction hides from this person. */
  readonly hides: string | null;
  /** From then on it has to be loaded again: something begins or ends. */
  readonly until: number;
  /** The grants that count now; what the restriction hides is already taken out. */
  readonly grants: readonly {
    readonly set: string;
    readonly permissions: ReadonlySet<string>;
    readonly scope: string;
  }[];
}

/** A place as a platform would load it: where it lies, itself first, and the modules that are off there. */
export interface LoadedPlace {
  readonly id: string;
  readonly within: readonly string[];
  readonly off: readonly string[];
}

/** For the peers: the facts, ready for each of them to put into its own form. */
export function accessOf(organization: BenchOrganization): (memberId: string) => HeldAccess {
  const { now, shape } = organization;
  const numbers = new Map<string, number>();
  for (let index = 0; index < shape.members; index++) {
    numbers.set(organization.memberAt(index).memberId, index);
  }
  const sets = new Map<string | null, (typeof organization.sets)[number]>(
    organization.sets.map((set) => [set.setId, set]),
  );
  return (memberId) => {
    const index = numbers.get(memberId) ?? -1;
    const member = organization.memberAt(index);
    const grants = organization.grantsOf(index);
    const live = grants.filter(
      ({ startsAt, endsAt }) =>
        (startsAt === null || startsAt <= now) && (endsAt === null || endsAt > now),
    );
    const changes = grants.flatMap(({ startsAt, endsAt }) => [startsAt ?? 0, endsAt ?? 0]);
    const restricted = live.some(({ setId }) =>
      sets.get(setId)?.restrictions.includes(restriction.key),
    );
    const hides = restricted ? restriction.hides : null;
    return {
      memberId,
      active: member.status === 'active',
      owner: member.role === 'owner',
      hides,
      until: Math.min(...changes.filter((at) => at > now), Number.POSITIVE_INFINITY),
      grants: live.map(({ setId, scope }) => ({
        set: setId ?? '',
        permissions: new Set(
          sets.get(setId)?.permissions.filter((name) => moduleOf(name) !== hides),
        ),
        scope,
      })),
    };
  };
}

export function loadPlaces(organization: BenchOrganization): Map<string, LoadedPlace> {
  const places = new Map<string, LoadedPlace>([
    [
      organization.organizationId,
      { id: organization.organizationId, within: [organization.organizationId], off: [] },
    ],
  ]);
  // Parents come before what lies in them.
  for (const { entityId, parents, modulesOff } of organization.entities) {
    const above = parents.flatMap((parent) => places.get(parent) ?? []);
    const within = [
      entityId,
      ...above.flatMap((place) => place.within.filter((id) => id !== organization.organizationId)),
      organization.organizationId,
    ];
    const off = [...modulesOff, ...above.flatMap((place) => place.off)];
    places.set(entityId, { id: entityId, within, off: [...new Set(off)] });
  }
  return places;
}

/** The modules that are off anywhere, each with its permissions. */
export function modulesOffSomewhere(organization: BenchOrganization): Map<string, string[]> {
  const keys = new Set(organization.entities.flatMap(({ modulesOff }) => modulesOff));
  return new Map(
    [...keys].map((key) => [key, permissionNames.filter((name) => moduleOf(name) === key)]),
  );
}

/** Each permission that needs another beside it, with that other. */
export const requiredPermissions: ReadonlyMap<string, string> = new Map(
  permissionNames.flatMap((name) => {
    const required = requiredBy(name);
    return required === null ? [] : [[name, required] as const];
  }),
);
