import type { ImportId, OrganizationId } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { Services } from '../../services.ts';
import { missingFields } from './columns/import-fields.ts';
import type { SourceRow } from './plan/row-reader.ts';
import { type PlannedBatch, planRows } from './plan-rows.ts';
import { PlanTotals } from './plan-totals.ts';
import { readPlanningContext } from './planning-context.ts';
import { readImport, updateImport } from './queries.ts';
import { clearPlans, readSource, writePlans } from './row-queries.ts';
import { noCounts, type StoredImport } from './stored-import.ts';

/** Files up to here are planned while their sender waits; longer ones by a job. */
export const plannedAtOnce = 5_000;

/** Plans a file whole and puts the plan in the place of the earlier one. Does nothing when it is not to be planned. */
export async function planImport(
  services: Services,
  organizationId: OrganizationId,
  importId: ImportId,
): Promise<void> {
  const rowsOf = { organizationId, importId };
  const read = await inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const record = await readImport(transaction, { organizationId, createdBy: null }, importId);
      if (record?.state !== 'checking') return null;
      return { record, source: await readSource(transaction, rowsOf) };
    },
    { readOnly: true },
  );
  if (!read) return;
  const context = await readPlanningContext(services, organizationId, read.record.actingMemberId);
  if (missingFields(read.record, read.record.columns, context).length > 0) {
    return replacePlan(services, organizationId, read, null);
  }
  const batches = planRows(services, { ...read, context });
  // A small plan is made before its transaction begins: people who wait must not hold two connections each.
  const small = read.source.length <= plannedAtOnce;
  return replacePlan(services, organizationId, read, small ? await allOf(batches) : batches);
}

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

interface ReadFile {
  readonly record: StoredImport;
  readonly source: readonly SourceRow[];
}

/**
 * One transaction: all of the new plan or all of the old. Rows pass through in batches, so that the
 * plan of a large file never lies in memory as a whole. Batches null: there is nothing to plan yet.
 */
async function replacePlan(
  services: Services,
  organizationId: OrganizationId,
  { record, source }: ReadFile,
  batches: AsyncIterable<PlannedBatch> | readonly PlannedBatch[] | null,
): Promise<void> {
  const { importId, planNumber, kind } = record;
  await inOrganization(services.db, organizationId, async (transaction) => {
    const filter = { organizationId, createdBy: null };
    const current = await readImport(transaction, filter, importId, 'for update');
    if (current?.state !== 'checking' || current.planNumber !== planNumber) return;
    if (batches === null) return keepUnplanned(transaction, organizationId, record, source.length);

    const totals = new PlanTotals();
    for await (const batch of batches) {
      await writePlans(transaction, { organizationId, importId }, totals.add(batch));
    }
    await updateImport(transaction, organizationId, importId, {
      state: 'ready',
      counts: totals.counts(kind),
      newParents: totals.newParents.map(({ parents, ...parent }) => ({
        ...parent,
        parents: [...parents],
      })),
      nextChunk: totals.newParents.length > 0 ? 0 : 1,
      planned: true,
    });
  });
}

/** Without a column for every mandatory field the rows only wait. */
async function keepUnplanned(
  transaction: Transaction,
  organizationId: OrganizationId,
  { importId, plannedAt }: StoredImport,
  rows: number,
): Promise<void> {
  if (plannedAt !== null) await clearPlans(transaction, { organizationId, importId });
  await updateImport(transaction, organizationId, importId, {
    state: 'uploaded',
    counts: { ...noCounts, rows },
    newParents: [],
  });
}
