import { type ImportView, importLimits } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { canonicalAddress } from '../../sign-in/canonical-address.ts';
import { ChunkNumbers } from './chunk-numbers.ts';
import type { PeopleField } from './columns/people-fields.ts';
import { getImport } from './get-import.ts';
import { RowReader, type SourceRow } from './plan/row-reader.ts';
import { type PlannedBatch, planRows } from './plan-rows.ts';
import { readPlanningContext } from './planning-context.ts';
import { updateImport } from './queries.ts';
import { keepable } from './read/keepable.ts';
import { replan } from './replan.ts';
import { requireImport } from './require-import.ts';
import {
  countRows,
  readLastChunk,
  readRowNumbersAbout,
  readSourceRows,
  writeFixes,
  writePlans,
} from './row-queries.ts';
import type { StoredImport } from './stored-import.ts';

/** New text of cells, by row number and column index. */
export type Fixes = ReadonlyMap<number, Readonly<Record<string, string>>>;

/**
 * Corrects cells and plans what they touch again. In a file of people that is the corrected rows and
 * those with the same address; in a file of places rows lie in each other, so it is planned whole.
 */
export async function fixRows(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  find: (transaction: Transaction, record: StoredImport) => Promise<Fixes>,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  const rowsOf = { organizationId, importId };
  const few = await inOrganization(services.db, organizationId, async (transaction) => {
    const record = await requireImport(transaction, signedIn, importId, {
      lock: true,
      in: ['ready', 'checking'],
    });
    const fixes = kept(await find(transaction, record));
    if (fixes.size === 0) throw new ProblemError('not_found');
    const before = await readSourceRows(transaction, rowsOf, [...fixes.keys()]);
    await writeFixes(transaction, rowsOf, fixes);
    await updateImport(transaction, organizationId, importId, {
      acting: signedIn,
      state: 'checking',
      toPlan: true,
    });
    // While a plan is being made, what it was made of has just changed: all of it is planned again.
    const planIsUnderWay = record.state === 'checking';
    if (record.kind === 'places' || planIsUnderWay || fixes.size > importLimits.chunkRows)
      return null;
    const after = await readSourceRows(transaction, rowsOf, [...fixes.keys()]);
    const addresses = addressesOf(record, [...before, ...after]);
    const alike = await readRowNumbersAbout(transaction, rowsOf, addresses);
    return readSourceRows(transaction, rowsOf, [...new Set([...fixes.keys(), ...alike])]);
  });
  if (few === null) return replan(services, signedIn, importId);
  await planFew(services, signedIn, importId, few);
  return getImport(services, signedIn, importId);
}

const kept = (fixes: Fixes): Fixes =>
  new Map(
    [...fixes].map(([row, cells]) => [
      row,
      Object.fromEntries(Object.entries(cells).map(([at, cell]) => [at, keepable(cell)])),
    ]),
  );

function addressesOf({ columns }: StoredImport, rows: readonly SourceRow[]): string[] {
  const reader = new RowReader<PeopleField>(columns);
  return [
    ...new Set(rows.flatMap((row) => canonicalAddress(reader.value(row, 'email'))?.address ?? [])),
  ];
}

async function planFew(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  source: readonly SourceRow[],
): Promise<void> {
  const { organizationId } = signedIn;
  const rowsOf = { organizationId, importId };
  const context = await readPlanningContext(services, organizationId, signedIn.memberId);
  const record = await inOrganization(services.db, organizationId, (transaction) =>
    requireImport(transaction, signedIn, importId),
  );
  if (record.state !== 'checking') return;
  const planned: PlannedBatch['rows'][number][] = [];
  for await (const { rows } of planRows(services, { record, context, source }))
    planned.push(...rows);

  await inOrganization(services.db, organizationId, async (transaction) => {
    const current = await requireImport(transaction, signedIn, importId, { lock: true });
    // Somebody corrected more meanwhile, and plans all of it.
    if (current.state !== 'checking' || current.planNumber !== record.planNumber) return;
    const chunks = new ChunkNumbers(
      await readLastChunk(
        transaction,
        rowsOf,
        source.map(({ rowNumber }) => rowNumber),
      ),
    );
    const plans = planned.map(({ plan }) => ({
      ...plan,
      chunkNumber: plan.operations.length > 0 ? chunks.next() : null,
    }));
    await writePlans(transaction, rowsOf, plans);
    const totals = await countRows(transaction, rowsOf);
    const counts = { ...current.counts, ...totals, mails: totals.create };
    await updateImport(transaction, organizationId, importId, {
      state: 'ready',
      counts,
      planned: true,
    });
  });
}
