import type { ImportRow, importRowsQuery } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import type { z } from 'zod';
import { inOrganization } from '../../db/in-organization.ts';
import { readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import type { Services } from '../../services.ts';
import { requireImport } from './require-import.ts';
import {
  countMatchingRows,
  countSameIssues,
  readRows,
  type ShownRow,
} from './shown-row-queries.ts';
import type { StoredImport } from './stored-import.ts';
import { comparable } from './values/comparable.ts';

/** The rows of an import with what each will do or did, a page at a time, in the order of the file. */
export async function listRows(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  { show, search, limit, cursor: asked }: z.output<typeof importRowsQuery>,
) {
  const { organizationId } = signedIn;
  const { serverKey } = services.config;
  const of = { organizationId, list: `import-rows:${importId}` };
  const cursor = asked === undefined ? null : readCursor(serverKey, of, asked);
  const rowsOf = { organizationId, importId };
  const filter = { show, search: search?.trim() || null };
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const { columns } = await requireImport(transaction, signedIn, importId);
      const rows = await readRows(transaction, rowsOf, filter, limit, cursor);
      const values = rows.flatMap(({ issues }) => issues.flatMap(({ value }) => value ?? []));
      const same = await countSameIssues(transaction, rowsOf, [...new Set(values)]);
      const sameCount = new Map<string, number>();
      for (const { field, code, value, count } of same) {
        const key = issueKey(field, code, value);
        sameCount.set(key, (sameCount.get(key) ?? 0) + count);
      }
      return page({
        serverKey,
        of,
        limit,
        cursor,
        rows,
        total: await countMatchingRows(transaction, rowsOf, filter),
        position: ({ rowNumber }) => [rowNumber],
        item: (row) => rowView(row, columns, sameCount),
      });
    },
    { readOnly: true },
  );
}

/** Spelled alike, as a replacement finds them. */
const issueKey = (field: string | null, code: string, value: string) =>
  JSON.stringify([field, code, comparable(value)]);

function rowView(
  row: ShownRow,
  columns: StoredImport['columns'],
  sameCount: ReadonlyMap<string, number>,
): ImportRow {
  const used = columns.flatMap(({ field, index }) => (field ? [{ field, index }] : []));
  const isPerson = row.outcome === 'applied' || row.result !== 'create';
  return {
    row: row.rowNumber,
    result: row.result,
    outcome: row.outcome,
    values: Object.fromEntries(
      used.map(({ field, index }) => [field, row.fixes[index] ?? row.cells[index] ?? '']),
    ),
    edited: used.filter(({ index }) => row.fixes[index] !== undefined).map(({ field }) => field),
    issues: row.issues.map((issue) => ({
      ...issue,
      sameCount:
        issue.value === null
          ? 1
          : (sameCount.get(issueKey(issue.field, issue.code, issue.value)) ?? 1),
    })),
    summary: row.summary,
    losses: row.losses,
    // A person whom the row would invite is nobody yet.
    memberId: isPerson ? row.memberId : null,
  };
}
