import type { Change } from '@latchkey/contract';
import type { MemberId, OrganizationId, Snapshot } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import { actorNames } from './actor-names.ts';
import { changeSentence } from './change-sentence.ts';
import type { ChangeRow } from './queries.ts';
import { sentenceNames } from './sentence-names.ts';
import { readTallies } from './tallies.ts';

/** Changes as they are read, each with its sentence; a fixed number of statements for the whole page. */
export async function changeViews(
  transaction: Transaction,
  organizationId: OrganizationId,
  snapshot: Snapshot,
  rows: readonly ChangeRow[],
  memberId?: MemberId,
): Promise<(row: ChangeRow) => Change> {
  // An import is told by its file; counting its objects again would cost more than the rest of the page.
  const told = rows.filter(({ chunk_number }) => chunk_number === null || memberId !== undefined);
  const revisions = told.map(({ revision }) => revision);
  const tallies = await readTallies(transaction, organizationId, revisions, memberId);
  const names = await sentenceNames(
    transaction,
    organizationId,
    snapshot,
    [...tallies.values()].flat(),
  );
  const approvers = rows.map(({ approved_by }) => ({ actor_type: 'user', actor_id: approved_by }));
  const actorName = await actorNames(transaction, organizationId, [...rows, ...approvers]);

  return (row) => ({
    id: row.change_id,
    revision: row.revision,
    at: row.at.toISOString(),
    sentence: changeSentence(row, actorName(row), tallies.get(row.revision) ?? [], names),
    actor: { type: row.actor_type, id: row.actor_id, name: actorName(row) },
    channel: row.channel,
    reason: row.reason,
    approvedBy:
      row.approved_by === null
        ? null
        : actorName({ actor_type: 'user', actor_id: row.approved_by }),
    importId: row.import_id,
    objectCount: row.object_count,
    undoable: isUndoable(row),
    undoneBy: row.undone_by,
    hash: row.hash,
  });
}

/**
 * An import is undone as a whole; what founded the organization is no change to take back, and one goes from
 * a version of the access model to a later one, never back.
 */
export const isUndoable = (change: ChangeRow): boolean =>
  change.undone_by === null &&
  // What an operator did from above is no organization's to take back.
  change.actor_type !== 'operator' &&
  change.import_id === null &&
  change.reverted_file === null &&
  !change.moves_model &&
  change.revision > 1;
