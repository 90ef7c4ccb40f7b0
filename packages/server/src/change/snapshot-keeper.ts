import { type OrganizationId, type Snapshot, snapshotRevision } from '@latchkey/engine';
import type { Logger } from 'pino';
import type { Database, Transaction } from '../db/database.ts';
import { inOrganization } from '../db/in-organization.ts';
import { ProblemError } from '../http/problem.ts';
import { catchUp } from './catch-up.ts';
import { ChangeListener } from './change-listener.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { loadSnapshot } from './load-snapshot.ts';
import { ModelVersions } from './model-versions.ts';

export interface SnapshotKeeperOptions {
  readonly db: Database;
  readonly log: Logger;
  /** Members, grants, sets and entities held in memory altogether; the least used organizations go first. */
  readonly rowBudget?: number;
}

/** What a commit may do with the snapshot while nobody else touches it. */
export interface SnapshotInHand {
  /** The snapshot, loaded if need be. */
  loaded(): Promise<Snapshot>;
  /** The snapshot at the revision of a transaction that holds the organization's lock. */
  caughtUp(transaction: Transaction, revision: number): Promise<Snapshot>;
  /** Lets it go; the next reader loads it anew. */
  forget(): void;
}

interface Entry {
  readonly snapshot: Snapshot;
  readonly rows: number;
}

const DEFAULT_ROW_BUDGET = 8_000_000;

/** The snapshots that this process decides on: loaded on demand, kept up to date, let go by least use. */
export class SnapshotKeeper {
  // In the order of use: the first is the one to go.
  readonly #entries = new Map<OrganizationId, Entry>();
  // INVARIANT: a snapshot is loaded, caught up and published to by one task at a time.
  readonly #queue = new KeyedQueue<OrganizationId>();
  readonly #models = new ModelVersions();
  readonly #listener: ChangeListener;
  readonly #db: Database;
  readonly #rowBudget: number;
  #rows = 0;

  constructor({ db, log, rowBudget = DEFAULT_ROW_BUDGET }: SnapshotKeeperOptions) {
    this.#db = db;
    this.#rowBudget = rowBudget;
    const follow = (organizationId: OrganizationId, revision: number) => {
      this.#follow(organizationId, revision).catch((error: unknown) => {
        log.warn({ err: error, organizationId }, 'A snapshot could not be caught up.');
        this.#drop(organizationId);
      });
    };
    this.#listener = new ChangeListener({
      connection: db.connection,
      log,
      onChange: follow,
      onReconnect: () => {
        for (const organizationId of this.#entries.keys())
          follow(organizationId, Number.POSITIVE_INFINITY);
      },
    });
  }

  /** How much of the budget is in use. */
  get rowsKept(): number {
    return this.#rows;
  }

  /** Begins to follow the changes of other processes. */
  start(): Promise<void> {
    return this.#listener.start();
  }

  stop(): Promise<void> {
    return this.#listener.stop();
  }

  /** What this process knows now, or null when it has to be loaded first: for those who cannot wait a turn. */
  loaded(organizationId: OrganizationId): Snapshot | null {
    return this.#touch(organizationId);
  }

  /** What this process knows now, loaded if need be; other processes' changes arrive within milliseconds. */
  async current(organizationId: OrganizationId): Promise<Snapshot> {
    return (
      this.#touch(organizationId) ??
      this.#queue.run(organizationId, () => this.#load(organizationId))
    );
  }

  /** Never older than the revision: catches up first, and fails with `behind` if the database has not got there. */
  async atLeast(organizationId: OrganizationId, revision: number): Promise<Snapshot> {
    const known = this.#touch(organizationId);
    if (known && snapshotRevision(known) >= revision) return known;
    const snapshot = await this.#queue.run(organizationId, () =>
      this.#reach(organizationId, revision),
    );
    if (snapshotRevision(snapshot) < revision) throw new ProblemError('behind');
    return snapshot;
  }

  /** Runs a change while nothing else loads or moves this organization's snapshot in this process. */
  exclusively<Result>(
    organizationId: OrganizationId,
    work: (hand: SnapshotInHand) => Promise<Result>,
  ): Promise<Result> {
    return this.#queue.run(organizationId, () =>
      work({
        loaded: () => this.#load(organizationId),
        caughtUp: (transaction, revision) =>
          this.#reachWithin(transaction, organizationId, revision),
        forget: () => this.#drop(organizationId),
      }),
    );
  }

  async #follow(organizationId: OrganizationId, revision: number): Promise<void> {
    const known = this.#entries.get(organizationId);
    if (!known || snapshotRevision(known.snapshot) >= revision) return;
    await this.#queue.run(organizationId, async () => {
      if (this.#entries.has(organizationId)) await this.#reach(organizationId, revision);
    });
  }

  async #load(organizationId: OrganizationId): Promise<Snapshot> {
    return (
      this.#touch(organizationId) ??
      inOrganization(
        this.#db,
        organizationId,
        (transaction) => this.#loadWithin(transaction, organizationId),
        { readOnly: true, repeatableRead: true },
      )
    );
  }

  async #loadWithin(transaction: Transaction, organizationId: OrganizationId): Promise<Snapshot> {
    const loaded = await loadSnapshot(transaction, organizationId, this.#models);
    if (!loaded) throw new ProblemError('not_found');
    this.#drop(organizationId);
    this.#entries.set(organizationId, loaded);
    this.#rows += loaded.rows;
    this.#evict(organizationId);
    return loaded.snapshot;
  }

  async #reach(organizationId: OrganizationId, revision: number): Promise<Snapshot> {
    const snapshot = await this.#load(organizationId);
    if (snapshotRevision(snapshot) < revision)
      await inOrganization(
        this.#db,
        organizationId,
        (transaction) => this.#catchUp(transaction, organizationId, snapshot),
        { readOnly: true },
      );
    return snapshot;
  }

  async #catchUp(
    transaction: Transaction,
    organizationId: OrganizationId,
    snapshot: Snapshot,
  ): Promise<void> {
    try {
      await catchUp(transaction, organizationId, snapshot, this.#models);
    } catch (error) {
      // It may stand between two changes; whoever asks next loads it anew.
      this.#drop(organizationId);
      throw error;
    }
  }

  async #reachWithin(
    transaction: Transaction,
    organizationId: OrganizationId,
    revision: number,
  ): Promise<Snapshot> {
    const known = this.#touch(organizationId);
    if (!known) return this.#loadWithin(transaction, organizationId);
    if (snapshotRevision(known) < revision) await this.#catchUp(transaction, organizationId, known);
    return known;
  }

  #touch(organizationId: OrganizationId): Snapshot | null {
    const entry = this.#entries.get(organizationId);
    if (!entry) return null;
    this.#entries.delete(organizationId);
    this.#entries.set(organizationId, entry);
    return entry.snapshot;
  }

  #drop(organizationId: OrganizationId): void {
    this.#rows -= this.#entries.get(organizationId)?.rows ?? 0;
    this.#entries.delete(organizationId);
  }

  #evict(keep: OrganizationId): void {
    for (const organizationId of this.#entries.keys()) {
      if (this.#rows <= this.#rowBudget) return;
      if (organizationId !== keep) this.#drop(organizationId);
    }
  }
}
