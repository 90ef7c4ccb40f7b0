import type { OrganizationId } from '@latchkey/engine';
import type { Database, Transaction } from '../db/database.ts';
import { inOrganization } from '../db/in-organization.ts';
import { type ChangeHeader, changeHash } from './change-hash.ts';
import { type LoggedObject, personalFieldNames, personalReference } from './personal-values.ts';

/** Where the log does not say what was once written. */
export interface BrokenLink {
  readonly revision: number | null;
  readonly what:
    | 'missing_revision'
    | 'changed_entry'
    | 'broken_chain'
    | 'wrong_head'
    | 'changed_personal_value';
}

const CHANGES_AT_ONCE = 200;

/** Recomputes the hash of every entry and of every personal value it refers to; an untouched log has no broken link. */
export function verifyChain(
  db: Database,
  organizationId: OrganizationId,
): Promise<readonly BrokenLink[]> {
  return inOrganization(
    db,
    organizationId,
    async (transaction) => {
      const broken: BrokenLink[] = [];
      const head = await transaction
        .selectFrom('organizations')
        .select(['revision', 'head_hash'])
        .where('organization_id', '=', organizationId)
        .executeTakeFirstOrThrow();
      let previous = { revision: 0, hash: '' };
      for (;;) {
        const entries = await readEntries(transaction, organizationId, previous.revision);
        if (entries.length === 0) break;
        for (const { header, storedHash, summaryHolds, objects } of entries) {
          const { revision } = header;
          if (revision !== previous.revision + 1)
            broken.push({ revision: previous.revision + 1, what: 'missing_revision' });
          else if (header.previousHash !== previous.hash)
            broken.push({ revision, what: 'broken_chain' });
          if (!summaryHolds || changeHash(header, objects) !== storedHash)
            broken.push({ revision, what: 'changed_entry' });
          previous = { revision, hash: storedHash };
        }
      }
      if (head.revision !== previous.revision || head.head_hash !== previous.hash)
        broken.push({ revision: null, what: 'wrong_head' });
      if (!(await personalValuesHold(transaction, organizationId)))
        broken.push({ revision: null, what: 'changed_personal_value' });
      return broken;
    },
    { readOnly: true, repeatableRead: true },
  );
}

interface Entry {
  readonly header: ChangeHeader;
  readonly storedHash: string;
  /** What the head says beside the hash: a time of whole milliseconds, the number and the kinds of objects. */
  readonly summaryHolds: boolean;
  readonly objects: readonly LoggedObject[];
}

async function readEntries(
  transaction: Transaction,
  organizationId: OrganizationId,
  after: number,
): Promise<readonly Entry[]> {
  const { client } = transaction;
  const headers = await client.query<
    ChangeHeader & { hash: string; whole: boolean; object_count: number; types: string[] }
  >(
    `select organization_id as "organizationId", revision, change_id as "changeId",
            (extract(epoch from at) * 1000)::float8 as at,
            date_trunc('milliseconds', at) = at as whole,
            actor_type as "actorType", actor_id as "actorId", channel, reason,
            approved_by as "approvedBy", model_hash as "modelHash", import_id as "importId",
            chunk_number as "chunkNumber", reverts, previous_hash as "previousHash",
            hash, object_count, object_types as types
     from changes where organization_id = $1 and revision > $2 order by revision limit $3`,
    [organizationId, after, CHANGES_AT_ONCE],
  );
  const objects = await client.query<LoggedObject & { revision: number }>(
    `select revision, object, object_id as id, member_id as "memberId", before, after
     from change_objects where organization_id = $1 and revision = any($2::bigint[])
     order by revision, ordinal`,
    [organizationId, headers.rows.map(({ revision }) => revision)],
  );
  const byRevision = Map.groupBy(objects.rows, ({ revision }) => revision);
  return headers.rows.map(({ hash, whole, object_count, types, ...header }) => {
    const ofChange = (byRevision.get(header.revision) ?? []).map(
      ({ revision: _, ...object }) => object,
    );
    const found = [...new Set(ofChange.map(({ object }) => object))].sort();
    const summaryHolds = whole && object_count === ofChange.length && found.join() === types.join();
    return { header, storedHash: hash, summaryHolds, objects: ofChange };
  });
}

/** Every kept value gives the reference under which it lies. */
async function personalValuesHold(
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<boolean> {
  const { rows } = await transaction.client.query<{
    reference: string;
    value: string;
    personal_salt: Buffer | null;
  }>(
    `select reference, value, personal_salt from personal_values
     join members using (organization_id, member_id) where organization_id = $1`,
    [organizationId],
  );
  return rows.every(
    ({ reference, value, personal_salt: salt }) =>
      salt !== null &&
      personalFieldNames.some((field) => personalReference(salt, field, value) === reference),
  );
}
