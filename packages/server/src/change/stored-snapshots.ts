import {
  applyEffects,
  decodeSnapshot,
  encodeSnapshot,
  type OrganizationId,
  type Snapshot,
  snapshotRevision,
} from '@latchkey/engine';
import type { Logger } from 'pino';
import type { Database, Transaction } from '../db/database.ts';
import { inOrganization } from '../db/in-organization.ts';
import type { LoadedSnapshot } from './load-snapshot.ts';
import type { ModelVersions } from './model-versions.ts';
import { readChanges } from './read-changes.ts';
import type { SnapshotFiles, StoredSnapshot } from './snapshot-files.ts';

export interface StoredSnapshotsOptions {
  readonly db: Database;
  readonly files: SnapshotFiles;
  readonly models: ModelVersions;
  readonly log: Logger;
  /** Below so many rows the database is quick enough. */
  readonly fromRows?: number;
  /** An older file is left until so many revisions have passed. */
  readonly everyRevisions?: number;
}

const defaultFromRows = 20_000;
const defaultEveryRevisions = 500;
/** Beyond this, reading the organization whole is less. */
const mostBehind = 20_000;
const hashWithinMs = 5_000;

/** Reads snapshots from their files where these are of this log, and writes them now and then. */
export class StoredSnapshots {
  readonly #options: StoredSnapshotsOptions;
  readonly #fromRows: number;
  readonly #everyRevisions: number;
  readonly #storedRevision = new Map<OrganizationId, number>();
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;

  constructor(options: StoredSnapshotsOptions) {
    this.#options = options;
    this.#fromRows = options.fromRows ?? defaultFromRows;
    this.#everyRevisions = options.everyRevisions ?? defaultEveryRevisions;
  }

  /** The stored snapshot brought to the newest revision that the transaction sees; null where there is none of use. */
  async find(
    transaction: Transaction,
    organizationId: OrganizationId,
    epoch: string,
  ): Promise<LoadedSnapshot | null> {
    const { files, models, log } = this.#options;
    const stored = await files.read(organizationId);
    if (!stored) return null;
    if (stored.epoch !== epoch || !(await isOfThisLog(transaction, stored))) {
      log.warn({ organizationId }, 'A snapshot file is not of this log; it is not read.');
      return null;
    }
    const snapshot = this.#decode(stored);
    if (!snapshot) return null;
    const position = { after: stored.revision, most: mostBehind };
    for (const change of await readChanges(transaction, organizationId, position, models))
      applyEffects(snapshot, change.effects, change.revision, change.model);
    this.#storedRevision.set(organizationId, stored.revision);
    return { snapshot, rows: stored.rows };
  }

  /** Writes a snapshot whose file is missing or old, one at a time; nobody waits for it. */
  consider(organizationId: OrganizationId, snapshot: Snapshot, rows: number, epoch: string): void {
    const revision = snapshotRevision(snapshot);
    const stored = this.#storedRevision.get(organizationId);
    const isDue = stored === undefined || revision - stored >= this.#everyRevisions;
    if (rows < this.#fromRows || !isDue || this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#store(organizationId, snapshot, rows, epoch).finally(() => {
      this.#isWriting = false;
    });
  }

  /** Resolves when nothing is being written. */
  settled(): Promise<void> {
    return this.#writing;
  }

  async #store(
    organizationId: OrganizationId,
    snapshot: Snapshot,
    rows: number,
    epoch: string,
  ): Promise<void> {
    const { db, files, log } = this.#options;
    const revision = snapshotRevision(snapshot);
    this.#storedRevision.set(organizationId, revision);
    try {
      const bytes = encodeSnapshot(snapshot);
      const hash = await inOrganization(
        db,
        organizationId,
        (transaction) => findHash(transaction, organizationId, revision),
        { readOnly: true, withinMs: hashWithinMs },
      );
      if (hash === null) return;
      await files.write({ organizationId, epoch, revision, hash, rows, bytes });
    } catch (error) {
      log.warn({ err: error, organizationId }, 'A snapshot could not be stored.');
    }
  }

  #decode({ organizationId, revision, bytes }: StoredSnapshot): Snapshot | null {
    try {
      const snapshot = decodeSnapshot(bytes);
      const fits =
        snapshot.organizationId === organizationId && snapshotRevision(snapshot) === revision;
      return fits ? snapshot : null;
    } catch (error) {
      // Whatever is wrong with it, the tables have what it would have said.
      this.#options.log.warn({ err: error, organizationId }, 'A snapshot file cannot be used.');
      return null;
    }
  }
}

/** Whether the log has this very revision behind it, and not too many after it. */
async function isOfThisLog(
  transaction: Transaction,
  { organizationId, revision, hash }: StoredSnapshot,
): Promise<boolean> {
  const known = await findHash(transaction, organizationId, revision);
  if (known !== hash) return false;
  const { rows } = await transaction.client.query<{ behind: number }>({
    name: 'behind-head',
    text: 'select revision - $2::bigint as behind from organizations where organization_id = $1',
    values: [organizationId, revision],
  });
  return rows[0] !== undefined && rows[0].behind <= mostBehind;
}

async function findHash(
  transaction: Transaction,
  organizationId: OrganizationId,
  revision: number,
): Promise<string | null> {
  const { rows } = await transaction.client.query<{ hash: string }>({
    name: 'hash-of-revision',
    text: 'select hash from changes where organization_id = $1 and revision = $2',
    values: [organizationId, revision],
  });
  return rows[0]?.hash ?? null;
}
