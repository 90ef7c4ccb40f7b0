import {
  applyEffects,
  type Effect,
  type OrganizationId,
  type Snapshot,
  snapshotModel,
  snapshotRevision,
  snapshotSize,
} from '@latchkey/engine';
import type { Logger } from 'pino';
import type { Database, Transaction } from '../db/database.ts';
import { inOrganization } from '../db/in-organization.ts';
import { ProblemError } from '../http/problem.ts';
import { ChangeListener } from './change-listener.ts';
import { Heartbeat, type Reading } from './heartbeat.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { type LoadedSnapshot, loadSnapshot } from './load-snapshot.ts';
import { ModelVersions } from './model-versions.ts';
import { type Moment, msSince, thisMoment } from './moment.ts';
import { PlatformKeyNews } from './platform-key-news.ts';
import { modelMovedTo, pageOfObjects, readChanges, type SnapshotChange } from './read-changes.ts';
import type { Heads, LogHead } from './read-heads.ts';
import { SharedTasks } from './shared-tasks.ts';
import type { SnapshotFiles } from './snapshot-files.ts';
import { type SnapshotWatcher, SnapshotWatchers } from './snapshot-watchers.ts';
import { StoredSnapshots, type StoredSnapshotsOptions } from './stored-snapshots.ts';

export interface SnapshotKeeperOptions {
  readonly db: Database;
  readonly log: Logger;
  /** Members, grants, sets and entities held in memory altogether; the least used organizations go first. */
  readonly rowBudget?: number;
  /** How long a snapshot answers after it was last known to be the newest. */
  readonly answersForMs?: number;
  readonly heartbeatEveryMs?: number;
  /** Where snapshots are kept for the next start; without it nowhere. */
  readonly files?: SnapshotFiles;
  readonly storing?: Pick<StoredSnapshotsOptions, 'fromRows' | 'everyRevisions'>;
}

/** What a commit may do with the snapshot while nobody else touches it. */
export interface SnapshotInHand {
  /** The snapshot, loaded if need be. */
  loaded(): Promise<Snapshot>;
  /** The snapshot where the log ends for a transaction that holds the organization's lock. */
  caughtUp(transaction: Transaction, head: LogHead): Promise<Snapshot>;
  /** Says that the snapshot has taken the effects of a change that is committed. */
  published(head: LogHead, effects: readonly Effect[]): void;
  /** Lets it go; the next reader loads it anew. */
  forget(): void;
}

/** A snapshot in memory, and what is known of how new it is. */
export interface HeldSnapshot {
  readonly snapshot: Snapshot;
  /** No key was made or revoked after this revision, as far as the snapshot goes. */
  readonly keysRevision: number;
  /** When the snapshot included everything that was committed. */
  readonly reachedAt: Moment;
}

interface Entry extends HeldSnapshot {
  /** The log's hash at the snapshot's revision. */
  hash: string;
  /** What it takes of the budget. */
  rows: number;
  keysRevision: number;
  reachedAt: Moment;
}

const defaultRowBudget = 8_000_000;
const defaultAnswersForMs = 30_000;
const heartbeatMs = 1_000;
/** What a database that is there needs at most for a page; one that is not is waited for no longer. */
const pullWithinMs = 3_000;
const loadWithinMs = 120_000;

/** The snapshots that this process decides on: loaded on demand, kept up to date, let go by least use. */
export class SnapshotKeeper {
  // In the order of use: the first is the one to go.
  readonly #entries = new Map<OrganizationId, Entry>();
  /** The last in that order, which stays where it is when it is used again. */
  #lastUsed: OrganizationId | null = null;
  // INVARIANT: a snapshot is loaded, caught up and published to by one task at a time.
  readonly #queue = new KeyedQueue<OrganizationId>();
  readonly #pulls = new SharedTasks<OrganizationId, Snapshot>();
  readonly #models = new ModelVersions();
  readonly #platformKeys: PlatformKeyNews;
  readonly #watchers = new SnapshotWatchers();
  readonly #stored: StoredSnapshots | null;
  readonly #listener: ChangeListener;
  readonly #heartbeat: Heartbeat;
  readonly #db: Database;
  readonly #log: Logger;
  readonly #rowBudget: number;
  readonly #answersForMs: number;
  readonly #counts = { loads: 0, changes: 0 };
  #tidying: Promise<void> = Promise.resolve();
  #rows = 0;
  #epoch: string | null = null;

  constructor({ db, log, ...options }: SnapshotKeeperOptions) {
    this.#db = db;
    this.#log = log;
    this.#rowBudget = options.rowBudget ?? defaultRowBudget;
    this.#answersForMs = options.answersForMs ?? defaultAnswersForMs;
    this.#platformKeys = new PlatformKeyNews(this.#answersForMs);
    this.#stored = options.files
      ? new StoredSnapshots({
          files: options.files,
          models: this.#models,
          log,
          ...options.storing,
        })
      : null;
    this.#heartbeat = new Heartbeat({
      connection: db.connection,
      log,
      everyMs: options.heartbeatEveryMs ?? heartbeatMs,
      held: () => this.#revisionsHeld(),
      onHeads: (heads, reading) => this.#compare(heads, reading),
    });
    this.#listener = new ChangeListener({
      connection: db.connection,
      log,
      onChange: (organizationId, revision) => {
        if (this.#entries.has(organizationId)) this.#follow(organizationId, revision);
      },
      onPlatformKeys: () => this.#heartbeat.hurry(),
      onReconnect: () => this.#heartbeat.hurry(),
    });
  }

  /** How much of the budget is in use. */
  get rowsKept(): number {
    return this.#rows;
  }

  /** How many organizations are in memory. */
  get organizationsHeld(): number {
    return this.#entries.size;
  }

  /** Snapshots read whole, and changes taken, since the start. */
  get counts(): { readonly loads: number; readonly changes: number } {
    return this.#counts;
  }

  /** The installation's epoch; another one after every restore from a backup. */
  get epoch(): string {
    if (this.#epoch === null) throw new Error('The snapshots are not followed yet.');
    return this.#epoch;
  }

  /** Since everything in memory was last known to be the newest. */
  get lagMs(): number {
    let longest = this.#heartbeat.silentMs;
    for (const { reachedAt } of this.#entries.values())
      longest = Math.max(longest, msSince(reachedAt));
    return longest;
  }

  /** What this process knows of platform keys that are made and revoked, here or elsewhere. */
  get platformKeys(): PlatformKeyNews {
    return this.#platformKeys;
  }

  /** Begins to follow the changes of other processes. */
  async start(): Promise<void> {
    await this.#heartbeat.start();
    await this.#listener.start();
    this.#tidying = this.#stored?.tidy(this.#db) ?? Promise.resolve();
  }

  async stop(): Promise<void> {
    await this.#listener.stop();
    await this.#heartbeat.stop();
    await this.#tidying;
    await this.#stored?.settled();
  }

  /** What this process holds and may answer from now, or null: for those who cannot wait a turn. */
  held(organizationId: OrganizationId): HeldSnapshot | null {
    const entry = this.#touch(organizationId);
    return entry && this.#mayAnswer(entry) ? entry : null;
  }

  /**
   * What this process knows now, loaded if need be; other processes' changes arrive within milliseconds.
   * Fails with `behind` rather than answer from what was last known to be the newest too long ago.
   */
  async current(organizationId: OrganizationId): Promise<Snapshot> {
    const entry = this.#touch(organizationId);
    if (!entry)
      return (await this.#queue.run(organizationId, () => this.#load(organizationId))).snapshot;
    if (this.#mayAnswer(entry)) return entry.snapshot;
    // Nobody waits for a database that has just been found silent.
    if (this.#heartbeat.failed) throw new ProblemError('behind');
    return this.#pull(organizationId);
  }

  /** Never older than the revision: pulls first, and fails with `behind` if the database has not got there. */
  async atLeast(organizationId: OrganizationId, revision: number): Promise<Snapshot> {
    const current = await this.current(organizationId);
    if (snapshotRevision(current) >= revision) return current;
    const snapshot = await this.#reach(organizationId, revision);
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
        loaded: async () => (await this.#load(organizationId)).snapshot,
        caughtUp: (transaction, head) => this.#reachWithin(transaction, organizationId, head),
        published: (head, effects) => this.#published(organizationId, head, effects),
        forget: () => this.#drop(organizationId),
      }),
    );
  }

  /** Tells the watcher of this organization's changes until the answered function is called. */
  watch(organizationId: OrganizationId, watcher: SnapshotWatcher): () => void {
    return this.#watchers.add(organizationId, watcher);
  }

  /** Some changes after a revision from the log, oldest first, as snapshots take them; about so many objects. */
  async changesAfter(
    organizationId: OrganizationId,
    after: number,
    most: number,
  ): Promise<readonly SnapshotChange[]> {
    const { changes } = await inOrganization(
      this.#db,
      organizationId,
      (transaction) => readChanges(transaction, organizationId, { after, most }, this.#models),
      { readOnly: true, withinMs: pullWithinMs },
    );
    return changes;
  }

  #revisionsHeld(): ReadonlyMap<OrganizationId, number> {
    const held = new Map<OrganizationId, number>();
    for (const organizationId of this.#watchers.organizations()) held.set(organizationId, 0);
    for (const [organizationId, { snapshot }] of this.#entries)
      held.set(organizationId, snapshotRevision(snapshot));
    return held;
  }

  /** Compares what is in memory with what the database says is the newest, and catches up. */
  #compare({ epoch, platformKeys, logs }: Heads, { at, held }: Reading): void {
    // Before anybody is woken, who then proves a key.
    this.#platformKeys.read(`${epoch} ${platformKeys}`, at);
    if (this.#epoch !== null && this.#epoch !== epoch) {
      this.#log.warn('The installation was restored: everything in memory is loaded anew.');
      for (const organizationId of this.#entries.keys()) this.#drop(organizationId);
      this.#watchers.end('epoch');
    }
    this.#epoch = epoch;
    for (const [organizationId, before] of held) {
      const head = logs.get(organizationId);
      if (head === undefined) {
        this.#drop(organizationId);
        void this.#stored?.remove(organizationId);
        this.#watchers.end('removed', organizationId);
      } else if (head.revision < before) this.#lost(organizationId);
      else this.#compareOne(organizationId, head, at);
    }
  }

  #compareOne(organizationId: OrganizationId, { revision, hash }: LogHead, at: Moment): void {
    const entry = this.#entries.get(organizationId);
    const known = entry && snapshotRevision(entry.snapshot);
    if (known === revision && entry?.hash !== hash) this.#lost(organizationId);
    else if (entry && known !== undefined && known >= revision)
      this.#reached(organizationId, entry, at);
    else if (entry || this.#watchers.has(organizationId)) this.#follow(organizationId, revision);
  }

  /** A database that was turned back, or has failed over to one that had not got everything: what is in memory did not happen. */
  #lost(organizationId: OrganizationId): void {
    this.#log.error({ organizationId }, 'The log has lost changes.');
    this.#drop(organizationId);
    this.#watchers.end('gap', organizationId);
  }

  #follow(organizationId: OrganizationId, revision: number): void {
    this.#reach(organizationId, revision).catch((error: unknown) =>
      this.#log.warn({ err: error, organizationId }, 'A snapshot could not be caught up.'),
    );
  }

  /** Pulls until the revision is there, twice at most: a pull under way may have begun before it was committed. */
  async #reach(organizationId: OrganizationId, revision: number): Promise<Snapshot> {
    const has = () => {
      const known = this.#entries.get(organizationId)?.snapshot;
      return known && snapshotRevision(known) >= revision ? known : null;
    };
    // What this process commits itself is heard of before it is published here: its turn comes first.
    const known = has() ?? (await this.#queue.run(organizationId, async () => has()));
    if (known) return known;
    const snapshot = await this.#pull(organizationId);
    return snapshotRevision(snapshot) >= revision ? snapshot : this.#pull(organizationId);
  }

  /** Brings the snapshot to what is committed now; whoever asks meanwhile shares the answer. */
  #pull(organizationId: OrganizationId): Promise<Snapshot> {
    return this.#pulls.run(organizationId, () =>
      this.#queue.run(organizationId, async () => {
        const known = this.#entries.get(organizationId);
        if (!known) return (await this.#load(organizationId)).snapshot;
        const at = thisMoment();
        // A page at a time: each is there soon or not at all, and what was had is kept.
        let taken: Taken = 'page';
        while (taken === 'page')
          taken = await inOrganization(
            this.#db,
            organizationId,
            (transaction) => this.#catchUp(transaction, organizationId, known),
            { readOnly: true, withinMs: pullWithinMs },
          );
        if (taken === 'none') return (await this.#load(organizationId)).snapshot;
        this.#reached(organizationId, known, at);
        return known.snapshot;
      }),
    );
  }

  async #load(organizationId: OrganizationId): Promise<Entry> {
    return (
      this.#touch(organizationId) ??
      inOrganization(
        this.#db,
        organizationId,
        (transaction) => this.#loadWithin(transaction, organizationId),
        { readOnly: true, repeatableRead: true, withinMs: loadWithinMs },
      )
    );
  }

  async #loadWithin(transaction: Transaction, organizationId: OrganizationId): Promise<Entry> {
    const reachedAt = thisMoment();
    const loaded =
      (await this.#findStored(transaction, organizationId)) ??
      (await loadSnapshot(transaction, organizationId, this.#models));
    if (!loaded) throw new ProblemError('not_found');
    this.#counts.loads++;
    this.#drop(organizationId);
    const entry: Entry = {
      ...loaded,
      rows: 0,
      keysRevision: snapshotRevision(loaded.snapshot),
      reachedAt,
    };
    this.#entries.set(organizationId, entry);
    this.#lastUsed = organizationId;
    this.#weigh(organizationId, entry);
    this.#watchers.advanced(organizationId, []);
    this.#reached(organizationId, entry, reachedAt);
    return entry;
  }

  async #findStored(
    transaction: Transaction,
    organizationId: OrganizationId,
  ): Promise<LoadedSnapshot | null> {
    if (!this.#stored || this.#epoch === null) return null;
    return this.#stored.find(transaction, organizationId, this.#epoch);
  }

  async #catchUp(
    transaction: Transaction,
    organizationId: OrganizationId,
    entry: Entry,
  ): Promise<Taken> {
    const { snapshot } = entry;
    const position = { after: snapshotRevision(snapshot), most: pageOfObjects };
    const page = await readChanges(transaction, organizationId, position, this.#models);
    if (page.previousHash !== null && page.previousHash !== entry.hash) {
      this.#lost(organizationId);
      return 'none';
    }
    try {
      for (const { effects, revision, model } of page.changes)
        applyEffects(snapshot, effects, revision, model);
    } catch (error) {
      // It may stand between two changes; whoever asks next loads it anew.
      this.#drop(organizationId);
      throw error;
    }
    this.#took(organizationId, page.changes, page.hash ?? entry.hash);
    return page.isFull ? 'page' : 'all';
  }

  async #reachWithin(
    transaction: Transaction,
    organizationId: OrganizationId,
    head: LogHead,
  ): Promise<Snapshot> {
    const known = this.#touch(organizationId);
    if (known && (await this.#goOnTo(transaction, organizationId, known, head)))
      return known.snapshot;
    return (await this.#loadWithin(transaction, organizationId)).snapshot;
  }

  /** Whether it is now where the log ends; one that came from another log is let go. */
  async #goOnTo(
    transaction: Transaction,
    organizationId: OrganizationId,
    entry: Entry,
    { revision, hash }: LogHead,
  ): Promise<boolean> {
    while (snapshotRevision(entry.snapshot) < revision)
      if ((await this.#catchUp(transaction, organizationId, entry)) === 'none') return false;
    if (entry.hash === hash) return true;
    this.#lost(organizationId);
    return false;
  }

  #published(
    organizationId: OrganizationId,
    { revision, hash }: LogHead,
    effects: readonly Effect[],
  ): void {
    const entry = this.#entries.get(organizationId);
    const moved = modelMovedTo(effects) !== undefined;
    const model = moved && entry ? { model: snapshotModel(entry.snapshot) } : {};
    this.#took(organizationId, [{ revision, effects, ...model }], hash);
  }

  #took(organizationId: OrganizationId, changes: readonly SnapshotChange[], hash: string): void {
    this.#counts.changes += changes.length;
    if (changes.length === 0) return;
    const entry = this.#entries.get(organizationId);
    if (entry) {
      entry.hash = hash;
      for (const { revision, effects } of changes)
        if (effects.some(isOfKey)) entry.keysRevision = revision;
      this.#weigh(organizationId, entry);
    }
    this.#watchers.advanced(organizationId, changes);
  }

  #reached(organizationId: OrganizationId, entry: Entry, at: Moment): void {
    if (at.steady > entry.reachedAt.steady) entry.reachedAt = at;
    this.#watchers.reached(organizationId, snapshotRevision(entry.snapshot), entry.reachedAt);
    if (this.#epoch !== null) this.#stored?.consider(entry, this.#epoch);
  }

  /** Counts what it takes now, and lets others go beyond the budget. */
  #weigh(organizationId: OrganizationId, entry: Entry): void {
    const rows = snapshotSize(entry.snapshot);
    this.#rows += rows - entry.rows;
    entry.rows = rows;
    this.#evict(organizationId);
  }

  #mayAnswer({ reachedAt }: Entry): boolean {
    return msSince(reachedAt) <= this.#answersForMs;
  }

  #touch(organizationId: OrganizationId): Entry | null {
    const entry = this.#entries.get(organizationId);
    if (!entry) return null;
    if (organizationId === this.#lastUsed) return entry;
    this.#entries.delete(organizationId);
    this.#entries.set(organizationId, entry);
    this.#lastUsed = organizationId;
    return entry;
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

/** A page of changes and there may be more; all that there are; none, for the log is another one. */
type Taken = 'page' | 'all' | 'none';

const isOfKey = ({ object }: Effect) => object === 'key';
