import type { ImportView, valueFixRequest } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import type { z } from 'zod';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { columnOf } from './fix-row.ts';
import { type Fixes, fixRows } from './fix-rows.ts';
import { RowReader } from './plan/row-reader.ts';
import { readRowsContaining } from './row-queries.ts';
import { replaceItem } from './values/replace-item.ts';

const lists = new Set(['permissionSets', 'permissions', 'places']);

/** Puts the right value in the place of a wrong one, in every row that has it. */
export function replaceValue(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  { field, from, to }: z.output<typeof valueFixRequest>,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  return fixRows(
    services,
    signedIn,
    importId,
    async (transaction, { columns, separator }): Promise<Fixes> => {
      const column = columnOf(columns, field);
      const reader = new RowReader(columns);
      const rows = await readRowsContaining(
        transaction,
        { organizationId, importId },
        column,
        from.trim(),
      );
      const fixes = new Map<number, Record<string, string>>();
      for (const row of rows) {
        const cell = reader.value(row, field);
        const fixed = replaceItem(cell, {
          from,
          to,
          separator: lists.has(field) ? separator : null,
        });
        if (fixed !== cell) fixes.set(row.rowNumber, { [column]: fixed });
      }
      return fixes;
    },
  );
}
