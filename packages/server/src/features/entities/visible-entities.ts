import {
  ancestors,
  descendants,
  type EntityId,
  expandFilter,
  type MemberId,
  placeFilter,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';

export interface VisibleEntities {
  /** What the reader sees. Null: the whole organization. */
  readonly managed: readonly EntityId[] | null;
  /** Where the reader is told how many people there are. Null: everywhere. */
  readonly counted: ReadonlySet<Scope> | null;
  /** What the managed entities lie in, shown as context. */
  readonly context: readonly EntityId[];
}

const managingPermissions = [
  'access.member.read',
  'access.member.invite',
  'access.member.change',
  'access.member.remove',
  'access.place.manage',
  'access.set.manage',
] as const;

/**
 * The places at or below which the reader manages something; null when the reader manages nothing. Where
 * permissions are given directly, a place is seen by whoever holds anything there, and by nobody else.
 */
export function visibleEntities(
  snapshot: Snapshot,
  memberId: MemberId,
  now: number,
): VisibleEntities | null {
  const model = snapshotModel(snapshot);
  const opening =
    model.assignment === 'direct'
      ? Object.values(model.modules).flatMap(({ permissions }) => Object.keys(permissions))
      : managingPermissions;
  const counted = countedPlaces(snapshot, memberId, now);
  const places = new Set<Scope>();
  const whole = new Set<Scope>();
  const tops = new Set<Scope>();
  for (const permission of opening) {
    const reach = placeFilter(snapshot, memberId, permission, now);
    if (reach.kind === 'all') return { managed: null, context: [], counted };
    if (reach.kind === 'none') continue;
    for (const scope of reach.under) tops.add(scope);
    // Most have no exception, and what lies below their places is found once for all of them.
    if (reach.except.length === 0) for (const scope of reach.under) whole.add(scope);
    else for (const scope of expandFilter(snapshot, reach, null)) places.add(scope);
  }
  if (tops.size === 0 && !model.membersMayHoldNothing) return null;

  for (const scope of descendants(snapshot, [...whole])) places.add(scope);
  const managed = new Set([...places].filter(isEntity).sort());
  const above = new Set([...tops].flatMap((scope) => ancestors(snapshot, scope)).filter(isEntity));
  const context = [...above].filter((id) => !managed.has(id));
  return { managed: [...managed], context, counted };
}

function countedPlaces(snapshot: Snapshot, memberId: MemberId, now: number): Set<Scope> | null {
  const reach = placeFilter(snapshot, memberId, 'access.member.read', now);
  return reach.kind === 'all' ? null : new Set(expandFilter(snapshot, reach, null));
}

const isEntity = (scope: Scope): scope is EntityId => scope.startsWith('ent_');
