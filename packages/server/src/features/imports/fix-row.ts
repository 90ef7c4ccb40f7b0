import type { ImportView, rowFixRequest } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import type { z } from 'zod';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { type Fixes, fixRows } from './fix-rows.ts';
import { readSourceRows } from './row-queries.ts';
import type { StoredImport } from './stored-import.ts';

/** Corrects cells of one row, by field. */
export function fixRow(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  rowNumber: number,
  { values }: z.output<typeof rowFixRequest>,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  return fixRows(services, signedIn, importId, async (transaction, { columns }): Promise<Fixes> => {
    const rows = await readSourceRows(transaction, { organizationId, importId }, [rowNumber]);
    const cells = Object.entries(values).map(
      ([field, value]) => [columnOf(columns, field), value] as const,
    );
    return new Map(rows.map((row) => [row.rowNumber, Object.fromEntries(cells)]));
  });
}

/** The index of the column that holds a field. */
export function columnOf(columns: StoredImport['columns'], field: string): number {
  const column = columns.find((candidate) => candidate.field === field);
  if (column) return column.index;
  throw new ProblemError('malformed_request', {
    places: [
      {
        pointer: null,
        code: 'field_without_column',
        detail: 'No column is matched to this field.',
        subject: field,
        values: {},
      },
    ],
  });
}
