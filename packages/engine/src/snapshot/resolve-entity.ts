import { type EntityId, isEntityId } from '../ids.ts';
import { codeKey } from './entity-records.ts';
import type { Snapshot } from './snapshot.ts';
import { storeOf } from './snapshot-store.ts';

/** Nothing stored is named as long: it is not looked for. */
const longestName = 1_000;

/** The entity of this type that a name stands for: `ent_…`, or its code, which differs from others by more than case. */
export function resolveEntity(snapshot: Snapshot, type: string, name: string): EntityId | null {
  if (name.length > longestName) return null;
  const store = storeOf(snapshot);
  if (isEntityId(name) && store.entity(name)?.type === type) return name;
  const scope = store.entityOfCode(codeKey(type, name));
  return scope !== null && isEntityId(scope) ? scope : null;
}
