import type { AccessModel, EntityId } from '@latchkey/engine';
import { type KnownPlace, placeLabel } from '../values/place-index.ts';
import type { ImportOperation, PlannedRow } from './planned-row.ts';
import type { PlacesPlanning, ReadPlace } from './read-place.ts';

/** The parent of each type that the row names. */
export type NamedParents = ReadonlyMap<string, { readonly id: EntityId; readonly label: string }>;
type Done = Pick<PlannedRow, 'result' | 'operations' | 'summary'>;

export function created(
  place: ReadPlace,
  type: string,
  parents: NamedParents,
  model: AccessModel,
): Done {
  const { entityTypes } = model;
  const where = [...parents].map(
    ([parentType, { label }]) => `${entityTypes[parentType]?.label ?? parentType} ${label}`,
  );
  return {
    result: 'create',
    operations: [
      {
        type: 'entity.create',
        entityId: place.entityId,
        entityType: type,
        code: place.code,
        name: place.name,
        city: place.city || null,
        parents: [...parents.values()].map(({ id }) => id),
      },
    ],
    summary: `Creates the ${(entityTypes[type]?.label ?? type).toLowerCase()} ${placeLabel(place)}${where.length > 0 ? ` in ${where.join(' and ')}` : ''}.`,
  };
}

/** An empty cell and a missing column change nothing. */
export function updated(
  place: ReadPlace,
  existing: KnownPlace,
  parents: NamedParents,
  { places, model }: PlacesPlanning,
): Done {
  const words: string[] = [];
  const operation: { -readonly [Key in keyof Update]: Update[Key] } = {
    type: 'entity.update',
    entityId: existing.id,
  };
  if (place.name !== existing.name) {
    operation.name = place.name;
    words.push(`name from “${existing.name}” to “${place.name}”`);
  }
  if (place.city !== '' && place.city !== existing.city) {
    operation.city = place.city;
    words.push(
      existing.city ? `city from “${existing.city}” to “${place.city}”` : `city “${place.city}”`,
    );
  }
  const kept = existing.parents.filter((id) => !parents.has(places.get(id)?.type ?? ''));
  const wanted = [...kept, ...[...parents.values()].map(({ id }) => id)];
  if (
    wanted.length !== existing.parents.length ||
    wanted.some((id) => !existing.parents.includes(id))
  ) {
    operation.parents = wanted;
    for (const [type, { id, label }] of parents) {
      if (existing.parents.includes(id)) continue;
      const before = existing.parents
        .map((parent) => places.get(parent))
        .find((parent) => parent?.type === type);
      const typeLabel = (model.entityTypes[type]?.label ?? type).toLowerCase();
      words.push(before ? `${typeLabel} from ${before.name} to ${label}` : `${typeLabel} ${label}`);
    }
  }
  if (words.length === 0)
    return { result: 'no_change', operations: [], summary: 'It is like this already.' };
  return {
    result: 'change',
    operations: [operation],
    summary: `Changes ${placeLabel(existing)}: ${words.join('; ')}.`,
  };
}

type Update = Extract<ImportOperation, { readonly type: 'entity.update' }>;
