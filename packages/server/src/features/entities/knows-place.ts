import { accessOf, ancestors, type MemberId, type Scope, type Snapshot } from '@latchkey/engine';
import { type VisibleEntities, visibleEntities } from './visible-entities.ts';

/** Whether the reader knows of the place: the organization, and what the hierarchy shows the reader. */
export function knowsPlace(
  snapshot: Snapshot,
  visible: VisibleEntities | null,
  place: Scope,
): boolean {
  if (place === snapshot.organizationId || visible?.managed === null) return true;
  const shown = [...(visible?.managed ?? []), ...(visible?.context ?? [])];
  return shown.some((known) => known === place);
}

/** The same, and everything that lies where something is held: so far people know about themselves. */
export function knowsPlaceOfOwn(
  snapshot: Snapshot,
  memberId: MemberId,
  place: Scope,
  now: number,
): boolean {
  if (knowsPlace(snapshot, visibleEntities(snapshot, memberId, now), place)) return true;
  const lineage = new Set(ancestors(snapshot, place));
  const held = accessOf(snapshot, memberId, now)?.permissions ?? [];
  return held.some(({ through }) =>
    through.some(({ scopes }) => scopes.some((scope) => lineage.has(scope))),
  );
}
