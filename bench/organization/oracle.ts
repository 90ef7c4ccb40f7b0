import type { Scope, SnapshotGrant } from '@latchkey/engine';
import { moduleOf, requiredBy, restriction } from './bench-model.ts';
import type { BenchOrganization } from './make-organization.ts';

/** Whether a member, by number, holds a permission at a place. */
export type Oracle = (memberIndex: number, permission: string, place: Scope) => boolean;

/** The rules of access once more, in as few lines as they can be said: shares nothing with any engine that it checks. */
export function createOracle(organization: BenchOrganization): Oracle {
  const { now, shape, organizationId } = organization;
  const entities = new Map<string, (typeof organization.entities)[number]>(
    organization.entities.map((entity) => [entity.entityId, entity]),
  );
  const sets = new Map<string | null, (typeof organization.sets)[number]>(
    organization.sets.map((set) => [set.setId, set]),
  );

  const above = (place: Scope): Scope[] => [
    place,
    ...(entities.get(place)?.parents ?? []).flatMap(above),
    ...(place === organizationId ? [] : [organizationId]),
  ];
  const isLive = ({ startsAt, endsAt }: SnapshotGrant) =>
    (startsAt === null || startsAt <= now) && (endsAt === null || endsAt > now);

  return (memberIndex, permission, place) => {
    const member = organization.memberAt(memberIndex);
    if (member.status !== 'active') return false;
    const lineage = above(place);
    const module = moduleOf(permission);
    if (lineage.some((scope) => entities.get(scope)?.modulesOff.includes(module))) return false;
    if (member.role === 'owner') return true;

    const live = organization.grantsOf(memberIndex).filter(isLive);
    const restricted = live.some(({ setId }) =>
      sets.get(setId)?.restrictions.includes(restriction.key),
    );
    if (!shape.plain && restricted && module === restriction.hides) return false;
    const covering = live.filter(({ scope }) => lineage.includes(scope));
    const holds = (name: string) =>
      covering.some(({ setId }) => sets.get(setId)?.permissions.includes(name));
    const required = shape.plain ? null : requiredBy(permission);
    return holds(permission) && (required === null || holds(required));
  };
}
