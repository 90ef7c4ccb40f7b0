import {
  type ImportId,
  type Instant,
  type OrganizationId,
  type Plan,
  snapshotModel,
} from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { commit } from '../../change/commit.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { type AccessKind, accessKind } from '../../words/access-kind.ts';
import type { StoredIssue } from './plan/planned-row.ts';
import { advanceChunk, readImport, updateImport } from './queries.ts';
import { type ChunkOperations, readChunk } from './read-chunk.ts';
import { refreshStatistics } from './refresh-statistics.ts';
import { refusedOperation } from './refused-operation.ts';
import { markFailed } from './row-queries.ts';
import type { StoredImport } from './stored-import.ts';
import { HoldingIndex } from './values/holding-index.ts';
import { PlaceIndex } from './values/place-index.ts';

interface Chunk extends ChunkOperations {
  readonly record: StoredImport;
  readonly access: AccessKind;
}

/** Another process has applied the chunk, or the import was cancelled: nothing of this attempt counts. */
class ChunkNotDue extends Error {}

/** What a job leaves behind: nothing, or more than fits into its time. */
export type Progress = 'finished' | 'more';

/**
 * Applies what is left of an import, chunk by chunk, as long as there is time. Each chunk is one transaction: its changes, its
 * mails, its log entry, what became of its rows and the step to the next chunk.
 */
export async function applyChunks(
  services: Services,
  organizationId: OrganizationId,
  importId: ImportId,
  until: Instant,
): Promise<Progress> {
  while (Date.now() < until) {
    const chunk = await nextChunk(services, organizationId, importId);
    if (chunk === null) return 'finished';
    if (chunk.operations.length === 0) {
      await finish(services, organizationId, importId);
      return 'finished';
    }
    try {
      await applyChunk(services, organizationId, chunk);
      if (doublesTheRows(chunk)) await refreshStatistics(services, chunk.operations.length);
    } catch (error) {
      if (error instanceof ChunkNotDue) continue;
      if (!(error instanceof ProblemError) || error.code === 'behind') throw error;
      await stop(services, organizationId, importId, error.message);
      return 'finished';
    }
  }
  return 'more';
}

/** After the first chunk, the second, the fourth …: the statistics are never wrong by more than that. */
const doublesTheRows = ({ number }: Chunk) => (number & (number - 1)) === 0;

/** Null: the import is not being applied. Without operations: nothing is left. */
async function nextChunk(
  services: Services,
  organizationId: OrganizationId,
  importId: ImportId,
): Promise<Chunk | null> {
  const access = accessKind(snapshotModel(await services.snapshots.current(organizationId)));
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const record = await readImport(transaction, { organizationId, createdBy: null }, importId);
      if (record?.state !== 'applying') return null;
      const chunk = await readChunk(transaction, organizationId, record, record.nextChunk);
      return { record, access, ...chunk };
    },
    { readOnly: true },
  );
}

async function applyChunk(
  services: Services,
  organizationId: OrganizationId,
  chunk: Chunk,
): Promise<void> {
  const { record, number, operations } = chunk;
  const { changeId, plan: planned } = await commit(services, organizationId, {
    ...byMember({ memberId: record.actingMemberId, userId: record.actingUserId }),
    channel: 'import',
    reason: record.fileName,
    operations,
    take: 'good-ones',
    importChunk: { importId: record.importId, chunkNumber: number },
    alongside: (transaction, plan) => recordChunk(transaction, organizationId, chunk, plan),
  });
  const wasThere = changeId !== null && planned.effects.length === 0;
  if (!wasThere) return;
  // The log has the chunk although the import's row has not: stepped over, never applied twice.
  await inOrganization(services.db, organizationId, (transaction) =>
    recordChunk(transaction, organizationId, chunk, planned),
  );
}

async function recordChunk(
  transaction: Transaction,
  organizationId: OrganizationId,
  { record, access, number, rowNumbers }: Chunk,
  plan: Plan,
): Promise<void> {
  const { importId, kind, nextChunk: from } = record;
  const names = { ...noNames, access, organizationId };
  const failures = failuresOf(plan, rowNumbers, kind, names);
  const rows = new Set(rowNumbers.filter((rowNumber) => rowNumber !== null)).size;
  const failed = new Set(failures.map(({ rowNumber }) => rowNumber)).size;
  const isDue = await advanceChunk(transaction, organizationId, importId, {
    from,
    chunkNumber: number,
    applied: rows - failed,
    failed,
  });
  if (!isDue) throw new ChunkNotDue();
  await markFailed(transaction, { organizationId, importId }, failures);
}

const noNames = {
  holdings: new HoldingIndex([]),
  places: new PlaceIndex({ entityTypes: {} }, { id: 'org_', name: '' }, []),
};

/** One reason per row; the guards may give several. */
function failuresOf(
  plan: Plan,
  rowNumbers: Chunk['rowNumbers'],
  kind: StoredImport['kind'],
  names: Parameters<typeof refusedOperation>[2],
): { rowNumber: number; issue: StoredIssue }[] {
  const issues = new Map<number, StoredIssue>();
  for (const problem of plan.problems) {
    const rowNumber = rowNumbers[problem.operation];
    if (rowNumber === null || rowNumber === undefined || issues.has(rowNumber)) continue;
    issues.set(rowNumber, refusedOperation(problem, kind, names));
  }
  return [...issues].map(([rowNumber, issue]) => ({ rowNumber, issue }));
}

function finish(
  services: Services,
  organizationId: OrganizationId,
  importId: ImportId,
): Promise<void> {
  return inOrganization(services.db, organizationId, async (transaction) => {
    const record = await readImport(
      transaction,
      { organizationId, createdBy: null },
      importId,
      'for update',
    );
    if (record?.state !== 'applying') return;
    const { errors, failed } = record.counts;
    const state = errors + failed > 0 ? 'partly_done' : 'done';
    await updateImport(transaction, organizationId, importId, { state, finished: true });
  });
}

function stop(
  services: Services,
  organizationId: OrganizationId,
  importId: ImportId,
  failure: string,
): Promise<void> {
  return inOrganization(services.db, organizationId, (transaction) =>
    updateImport(transaction, organizationId, importId, {
      state: 'failed',
      failure,
      finished: true,
    }),
  );
}
