import { applyEffects, type Snapshot, snapshotRevision } from '@latchkey/engine';
import { LatchkeyError } from '../latchkey-error.ts';
import { Freshness } from './freshness.ts';
import type { RecordedChange } from './read-change.ts';
import { wait } from './wait.ts';

interface Bounds {
  /** After this long without news what is known may be old. */
  readonly maxStalenessMs: number;
  /** After this long nothing is decided any more; the same, or longer. */
  readonly servesForMs: number;
}

/** One organization in memory, and how old what is known of it may be. */
export class HeldOrganization {
  readonly #isCurrent: Freshness;
  readonly #serves: Freshness;
  readonly #waiting = new Set<() => void>();
  #snapshot: Snapshot | null = null;
  /** All there is, as the server said at that time, while changes up to it are still on their way. */
  #awaited: { readonly revision: number; readonly saidAt: number } | null = null;

  constructor({ maxStalenessMs, servesForMs }: Bounds, tell: (consequence: string) => void) {
    const isLenient = servesForMs > maxStalenessMs;
    this.#isCurrent = new Freshness(maxStalenessMs, () => {
      if (isLenient) tell('answers may be old from now on');
    });
    this.#serves = new Freshness(servesForMs, () => tell('every answer is a no from now on'));
  }

  /** The snapshot to decide from at this instant; null when there is none, or it is too old. */
  current(now: number): Snapshot | null {
    return this.#snapshot !== null && this.#serves.isWithin(now) ? this.#snapshot : null;
  }

  get revision(): number | null {
    return this.#snapshot && snapshotRevision(this.#snapshot);
  }

  get lagMs(): number | null {
    return this.#snapshot && this.#isCurrent.lagMs();
  }

  put(snapshot: Snapshot, ageMs: number): void {
    // What was known of the one before says nothing of this one: another server may have sent it.
    this.forget();
    this.#snapshot = snapshot;
    this.#reached(ageMs);
    this.#news();
  }

  /** False when changes are missing in between. */
  apply({ revision, effects, model }: RecordedChange): boolean {
    const snapshot = this.#snapshot;
    if (snapshot === null || revision > snapshotRevision(snapshot) + 1) return false;
    try {
      applyEffects(snapshot, effects, revision, model);
    } catch (cause) {
      // Half a change may have been written: nothing is decided from that.
      this.forget();
      throw new LatchkeyError('unreadable_answer', `Change ${revision} cannot be applied.`, {
        cause,
      });
    }
    if (this.#awaited !== null && this.#awaited.revision <= revision) {
      this.#reached(performance.now() - this.#awaited.saidAt);
      this.#awaited = null;
    }
    this.#news();
    return true;
  }

  /** This revision was all there was, this long ago. */
  headWas(revision: number, ageMs: number): void {
    if (this.#includes(revision)) this.#reached(ageMs);
    else this.#awaited = { revision, saidAt: performance.now() - ageMs };
  }

  forget(): void {
    this.#snapshot = null;
    this.#awaited = null;
    this.#isCurrent.forget();
    this.#serves.forget();
    this.#news();
  }

  /** Whether the revision is included, now or within this time. */
  async reaches(revision: number, withinMs: number): Promise<boolean> {
    const end = new AbortController();
    const lookAgain = () => {
      if (this.#includes(revision)) end.abort();
    };
    this.#waiting.add(lookAgain);
    lookAgain();
    await wait(withinMs, end.signal);
    this.#waiting.delete(lookAgain);
    return this.#includes(revision);
  }

  #includes(revision: number): boolean {
    return this.#snapshot !== null && revision <= snapshotRevision(this.#snapshot);
  }

  #reached(ageMs: number): void {
    this.#isCurrent.reached(ageMs);
    this.#serves.reached(ageMs);
  }

  #news(): void {
    for (const lookAgain of this.#waiting) lookAgain();
  }
}
