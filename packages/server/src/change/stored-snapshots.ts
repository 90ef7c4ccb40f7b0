import {
  applyEffects,
  decodeSnapshot,
  type OrganizationId,
  type Snapshot,
  snapshotRevision,
  snapshotSize,
} from '@latchkey/engine';
import type { Logger } from 'pino';
import type { Database, Transaction } from '../db/database.ts';
import { encodeInTurns } from './encode-in-turns.ts';
import type { LoadedSnapshot } from './load-snapshot.ts';
import type { ModelVersions } from './model-versions.ts';
import { pageOfObjects, readChanges } from './read-changes.ts';
import { readHeads } from './read-heads.ts';
import type { SnapshotFiles, StoredSnapshot } from './snapshot-files.ts';

export interface StoredSnapshotsOptions {
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
/** With more objects than this in the log after it, reading the organization whole is less. */
const mostBehind = 100_000;
const headsWithinMs = 30_000;

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
    let { hash } = stored;
    for (let isBehind = true; isBehind; ) {
      const position = { after: snapshotRevision(snapshot), most: pageOfObjects };
      const page = await readChanges(transaction, organizationId, position, models);
      for (const change of page.changes)
        applyEffects(snapshot, change.effects, change.revision, change.model);
      hash = page.hash ?? hash;
      isBehind = page.isFull;
    }
    this.#storedRevision.set(organizationId, stored.revision);
    return { snapshot, hash };
  }

  /** Writes a snapshot whose file is missing or old, one at a time; nobody waits for it. */
  consider({ snapshot, hash }: LoadedSnapshot, epoch: string): void {
    const { organizationId } = snapshot;
    const stored = this.#storedRevision.get(organizationId);
    const isDue =
      stored === undefined || snapshotRevision(snapshot) - stored >= this.#everyRevisions;
    if (!isDue || this.#isWriting || snapshotSize(snapshot) < this.#fromRows) return;
    this.#isWriting = true;
    this.#writing = this.#store(snapshot, hash, epoch).finally(() => {
      this.#isWriting = false;
    });
  }

  /** For an organization that is there no more: what it had does not stay behind. */
  async remove(organizationId: OrganizationId): Promise<void> {
    await this.#writing;
    this.#storedRevision.delete(organizationId);
    await this.#options.files.remove(organizationId);
  }

  /** Removes the files of organizations that went while nobody looked, and what was never finished. */
  async tidy(db: Database): Promise<void> {
    const { files, log } = this.#options;
    try {
      await files.removeUnfinished();
      const organizationIds = await files.organizations();
      if (organizationIds.length === 0) return;
      const { logs } = await readHeads(db, organizationIds, headsWithinMs);
      for (const organizationId of organizationIds)
        if (!logs.has(organizationId)) await files.remove(organizationId);
    } catch (error) {
      log.warn({ err: error }, 'The snapshot files could not be looked through.');
    }
  }

  /** Resolves when nothing is being written. */
  settled(): Promise<void> {
    return this.#writing;
  }

  async #store(snapshot: Snapshot, hash: string, epoch: string): Promise<void> {
    const { files, log } = this.#options;
    const { organizationId } = snapshot;
    const revision = snapshotRevision(snapshot);
    this.#storedRevision.set(organizationId, revision);
    try {
      const bytes = await encodeInTurns(snapshot);
      await files.write({ organizationId, epoch, revision, hash, bytes });
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

/** Whether the log has this very revision behind it, and not too much after it. */
async function isOfThisLog(
  transaction: Transaction,
  { organizationId, revision, hash }: StoredSnapshot,
): Promise<boolean> {
  const { rows } = await transaction.client.query<{ hash: string; behind: number }>({
    name: 'log-at-revision',
    text: `select hash, (select coalesce(sum(object_count), 0) from changes
                         where organization_id = $1 and revision > $2) as behind
           from changes where organization_id = $1 and revision = $2`,
    values: [organizationId, revision],
  });
  const [known] = rows;
  return known !== undefined && known.hash === hash && known.behind <= mostBehind;
}
