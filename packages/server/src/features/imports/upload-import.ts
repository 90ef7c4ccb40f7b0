import type { ImportKind, ImportMode, ImportView } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { importFields } from './columns/import-fields.ts';
import { headerKnower, matchColumns, type RememberedColumns } from './columns/match-columns.ts';
import { getImport } from './get-import.ts';
import { planImport, plannedAtOnce } from './plan-import.ts';
import { readPlanningContext } from './planning-context.ts';
import { insertImport, readRememberedColumns } from './queries.ts';
import { readTable } from './read/read-table.ts';
import { refreshStatistics } from './refresh-statistics.ts';
import { requireMayImport, requirePeople } from './require-import.ts';
import { insertRows } from './row-queries.ts';
import { noCounts, type StoredImport } from './stored-import.ts';

/** Takes a file or a paste: reads it, matches its columns and plans it; nothing is applied. */
export async function uploadImport(
  services: Services,
  signedIn: SignedIn,
  {
    kind,
    mode: asked,
    fileName,
    bytes,
  }: {
    readonly kind: ImportKind;
    readonly mode?: ImportMode | undefined;
    readonly fileName: string;
    readonly bytes: Uint8Array;
  },
): Promise<ImportView> {
  if (asked !== undefined) requirePeople(kind);
  const mode = asked ?? 'new';
  await requireMayImport(services, signedIn, { kind, mode });
  const { organizationId, memberId, userId } = signedIn;
  const context = await readPlanningContext(services, organizationId, memberId);
  const fields = importFields({ kind, mode }, context);
  const table = readTable(bytes, headerKnower(fields));
  const importId: ImportId = newId('imp');

  await inOrganization(services.db, organizationId, async (transaction) => {
    const remembered = await remember(transaction, signedIn, kind, table.headers);
    const columns = matchColumns(table.headers, table.rows, fields, remembered);
    await insertImport(transaction, {
      organizationId,
      importId,
      kind,
      mode,
      fileName,
      state: 'checking',
      memberId,
      userId,
      encoding: table.encoding,
      separator: table.separator,
      columns,
      counts: { ...noCounts, rows: table.rows.length },
    });
    await insertRows(transaction, { organizationId, importId }, table.rows);
    if (table.rows.length > plannedAtOnce)
      await services.jobs.enqueue(transaction, 'import-plan', organizationId);
  });
  await refreshStatistics(services, table.rows.length);
  if (table.rows.length <= plannedAtOnce) await planImport(services, organizationId, importId);
  return getImport(services, signedIn, importId);
}

/** What the person chose by hand for the same header row; what was found by itself is found again. */
async function remember(
  transaction: Transaction,
  { organizationId, memberId }: SignedIn,
  kind: ImportKind,
  headers: readonly string[],
): Promise<RememberedColumns> {
  const filter = { organizationId, createdBy: memberId };
  const columns = await readRememberedColumns(transaction, filter, kind, headers);
  const byHand = (column: StoredImport['columns'][number]) =>
    column.matchedBy === 'person' || column.matchedBy === 'memory';
  return new Map((columns ?? []).filter(byHand).map(({ index, field }) => [index, field]));
}
