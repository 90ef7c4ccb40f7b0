import type { Question } from '../decision.ts';
import type { Instant, Scope } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { storeOf } from '../snapshot/snapshot-store.ts';
import { evaluate } from './evaluate.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';

export interface AskedPlaces extends Omit<Question, 'place'> {
  /** Entity type, or `organization` for the organization itself. */
  readonly type: string;
}

/** Where the member may do this: exactly the entities of the type at which `evaluate` says yes, closed ones too, in the order of their ids. */
export function listPlaces(
  snapshot: Snapshot,
  { type, ...asked }: AskedPlaces,
  page: PageRequest,
  now: Instant,
): Page<Scope> {
  const allowed: Scope[] = [];
  for (const entity of storeOf(snapshot).allEntities()) {
    if (entity.type !== type) continue;
    if (evaluate(snapshot, { ...asked, place: entity.id }, now).allowed) allowed.push(entity.id);
  }
  return pageOf(allowed.sort(), page);
}
