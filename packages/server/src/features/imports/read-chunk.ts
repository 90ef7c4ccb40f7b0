import type { Operation, OrganizationId } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import { parentOperation } from './plan-rows.ts';
import { linkEndFromNow } from './planning-context.ts';
import { readNextChunk } from './row-queries.ts';
import type { StoredImport } from './stored-import.ts';
import { storedOperations } from './stored-operation.ts';

export interface ChunkOperations {
  readonly number: number;
  /** None: nothing is left. The first chunk holds the parents, if there are any. */
  readonly operations: readonly Operation[];
  /** The row of each operation; null for a parent that no row stands for. */
  readonly rowNumbers: readonly (number | null)[];
}

/** The first chunk of an import that is not before this number, as it would be committed now. */
export async function readChunk(
  transaction: Transaction,
  organizationId: OrganizationId,
  { importId, newParents }: StoredImport,
  from: number,
): Promise<ChunkOperations> {
  if (from === 0) {
    const operations = newParents.map(parentOperation);
    return { number: 0, operations, rowNumbers: operations.map(() => null) };
  }
  const rows = await readNextChunk(transaction, { organizationId, importId }, from);
  const linkEndsAt = await linkEndFromNow(transaction, organizationId);
  const stored = rows.flatMap(({ rowNumber, operations }) =>
    storedOperations.parse(operations).map((operation) => ({ rowNumber, operation })),
  );
  return {
    number: rows[0]?.chunkNumber ?? from,
    // A link lives from the day it is sent, not from the day it was planned.
    operations: stored.map(({ operation }) =>
      operation.type === 'member.invite' ? { ...operation, linkEndsAt } : operation,
    ),
    rowNumbers: stored.map(({ rowNumber }) => rowNumber),
  };
}
