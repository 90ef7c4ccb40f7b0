import type { OrganizationId, PermissionGraph, PermissionSetId } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import { type CopyRow, readCopies } from './queries.ts';

/** For each copy, what its source has gained since; the log knows what the source held at copying. */
export async function sourceGains(
  transaction: Transaction,
  organizationId: OrganizationId,
  graph: PermissionGraph,
  only: PermissionSetId | null,
): Promise<ReadonlyMap<PermissionSetId, string[]>> {
  const copies = await readCopies(transaction, organizationId, only);
  return new Map(copies.map((copy) => [copy.set_id, gained(copy, graph)]));
}

/** What the copy has held before was let go on purpose, so it is no news. */
function gained({ source_now, source_then, copy_ever }: CopyRow, graph: PermissionGraph): string[] {
  const known = new Set(graph.closure([...source_then, ...copy_ever]));
  return graph.closure(source_now).filter((permission) => !known.has(permission));
}
