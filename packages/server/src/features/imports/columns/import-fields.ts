import type { ImportColumn } from '@latchkey/contract';
import type { PlanningContext } from '../planning-context.ts';
import type { StoredImport } from '../stored-import.ts';
import type { FieldSpec } from './field-spec.ts';
import { peopleFields } from './people-fields.ts';
import { placeFields } from './place-fields.ts';

/** What the fields of a file depend on. */
export type FieldsKnown = Pick<PlanningContext, 'model' | 'access' | 'holdings' | 'places' | 'now'>;
/** What a file is and does. */
export type FileKind = Pick<StoredImport, 'kind' | 'mode'>;

/** The fields of a kind of file, in this organization. */
export function importFields(
  { kind, mode }: FileKind,
  { model, access, holdings, places, now }: FieldsKnown,
): readonly FieldSpec[] {
  if (kind === 'places') return placeFields(model);
  return peopleFields({
    access,
    isHolding: (name) => holdings.find(name) !== null,
    isPlace: (name) => places.find(name).found === 'place',
    now,
    mode,
  });
}

/** Mandatory fields that no column is matched to. */
export function missingFields(
  file: FileKind,
  columns: readonly ImportColumn[],
  known: FieldsKnown,
): string[] {
  const matched = new Set(columns.map(({ field }) => field));
  return importFields(file, known)
    .filter(({ key, mandatory }) => mandatory && !matched.has(key))
    .map(({ key }) => key);
}
