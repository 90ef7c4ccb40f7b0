import type { EntityId, Scope } from '@latchkey/engine';
import type { PlaceIndex, PlaceRow } from './place-index.ts';

/** What the wide and the phone form of the picker are handed. */
export interface PlaceFormProps {
  readonly index: PlaceIndex;
  readonly ids: ReadonlySet<EntityId>;
  readonly onChange: (ids: ReadonlySet<EntityId>) => void;
  readonly reach: 'everywhere' | readonly Scope[];
}

/** Whether the reader may give access at a place: at or below one that is managed. */
export function choosable(index: PlaceIndex, reach: PlaceFormProps['reach']) {
  if (reach === 'everywhere') return () => true;
  const managed = new Set<string>(reach);
  return (row: PlaceRow) =>
    managed.has(index.ids[row] ?? '') ||
    (index.ancestors[row] ?? []).some((above) => managed.has(index.ids[above] ?? ''));
}
