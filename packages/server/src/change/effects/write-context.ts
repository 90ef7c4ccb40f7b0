import type { Effect, MemberId, OrganizationId } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';

/** What the writers work with: one change of one organization. */
export interface WriteContext {
  readonly transaction: Transaction;
  readonly organizationId: OrganizationId;
  readonly revision: number;
  readonly effects: readonly Effect[];
  /** Salts of the personal references, for people who are new. */
  readonly salts: ReadonlyMap<MemberId, Buffer>;
}

/** Writes rows of one type in one statement, however many: `$1` organization, `$2` revision, `$3` the rows as JSON. */
export async function writeRows(
  { transaction, organizationId, revision }: WriteContext,
  name: string,
  text: string,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  await transaction.client.query({
    name,
    text,
    values: [organizationId, revision, JSON.stringify(rows)],
  });
}

/** Deletes rows of one type in one statement: `$1` organization, `$2` the ids. */
export async function deleteRows(
  { transaction, organizationId }: WriteContext,
  name: string,
  text: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await transaction.client.query({ name, text, values: [organizationId, ids] });
}
