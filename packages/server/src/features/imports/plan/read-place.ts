import type { AccessModel, EntityId } from '@latchkey/engine';
import { newId } from '../../../ids.ts';
import { lowestType, type PlaceField, parentTypes } from '../columns/place-fields.ts';
import { comparable } from '../values/comparable.ts';
import { NearestName } from '../values/nearest-name.ts';
import type { KnownPlace, PlaceIndex } from '../values/place-index.ts';
import type { StoredIssue } from './planned-row.ts';
import { rowError, tooManyCells } from './row-issues.ts';
import type { RowReader, SourceRow } from './row-reader.ts';

export interface PlacesPlanning {
  readonly reader: RowReader<PlaceField>;
  readonly model: AccessModel;
  readonly places: PlaceIndex;
}

/** A row of a file of places as far as its own cells tell. */
export interface ReadPlace {
  readonly rowNumber: number;
  readonly type: string | null;
  readonly code: string;
  readonly name: string;
  readonly city: string;
  /** Cells of the columns of parent types, by type; filled ones only. */
  readonly parents: ReadonlyMap<string, string>;
  readonly issues: StoredIssue[];
  readonly entityId: EntityId;
  readonly existing: KnownPlace | null;
  readonly subject: string | null;
}

/** Reads rows one after another; what they are measured against is prepared once. */
export function placeReader({
  reader,
  model,
  places,
}: PlacesPlanning): (row: SourceRow) => ReadPlace {
  const defaultType = lowestType(model);
  const parents = parentTypes(model);
  const nearestType = new NearestName(
    Object.entries(model.entityTypes).flatMap(([type, { label }]) => [
      [type, type] as const,
      [label, type] as const,
    ]),
  );

  return (row) => {
    const issues: StoredIssue[] = [];
    const wide = tooManyCells(row, reader.width);
    if (wide) issues.push(wide);
    const written = reader.value(row, 'type');
    const type = written === '' ? defaultType : places.type(written);
    if (type === null) {
      const suggestion = nearestType.find(written);
      const message = `“${written}” is not a type of place here.`;
      issues.push(
        rowError({
          field: 'type',
          code: 'unknown_place_type',
          message,
          value: written,
          suggestion,
        }),
      );
    }
    const code = required(reader.value(row, 'code'), 'code', 'The code is missing.', 100, issues);
    const existing = type !== null && code !== '' ? places.byCode(type, code) : null;
    const name = existing
      ? limited(reader.value(row, 'name'), 'name', 200, issues) || existing.name
      : required(reader.value(row, 'name'), 'name', 'The name is missing.', 200, issues);
    return {
      rowNumber: row.rowNumber,
      type,
      code,
      name,
      city: limited(reader.value(row, 'city'), 'city', 200, issues),
      parents: new Map(
        parents.flatMap((parent) => {
          const cell = reader.value(row, `parent:${parent}`);
          return cell === '' ? [] : [[parent, cell] as const];
        }),
      ),
      issues,
      entityId: newId('ent'),
      existing,
      subject: type === null || code === '' ? null : `${type}:${comparable(code)}`,
    };
  };
}

function required(
  cell: string,
  field: string,
  missing: string,
  limit: number,
  issues: StoredIssue[],
): string {
  if (cell === '')
    issues.push(rowError({ field, code: `${field}_missing`, message: missing, value: null }));
  return limited(cell, field, limit, issues);
}

function limited(cell: string, field: string, limit: number, issues: StoredIssue[]): string {
  if (cell.length <= limit) return cell;
  issues.push(
    rowError({
      field,
      code: 'too_long',
      message: `This has at most ${limit} characters.`,
      value: cell,
    }),
  );
  return '';
}
