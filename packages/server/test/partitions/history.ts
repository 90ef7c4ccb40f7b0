import type { MemberId } from '@latchkey/engine';

/** What a change has left a person with. */
export interface Standing {
  readonly allowed: boolean;
  /** The instant from which on it is no whatever the rest says. */
  readonly endsAt: number | null;
}

/** What was committed, as the one who committed it knows: what is right at every revision, and since when it was there. */
export class History {
  readonly #standings = new Map<MemberId, { revision: number; standing: Standing }[]>();
  readonly #committedAt = new Map<number, number>();
  #newest = 0;

  get newest(): number {
    return this.#newest;
  }

  /** Called when the commit has been answered. */
  note(revision: number, memberId: MemberId, standing: Standing): void {
    this.#standings.set(memberId, [
      ...(this.#standings.get(memberId) ?? []),
      { revision, standing },
    ]);
    this.#committedAt.set(revision, Date.now());
    this.#newest = Math.max(this.#newest, revision);
  }

  standingAt(memberId: MemberId, revision: number): Standing | undefined {
    return this.#standings.get(memberId)?.findLast((noted) => noted.revision <= revision)?.standing;
  }

  /** How long the first change that is not in this revision had been committed by then; 0 when there was none. */
  staleMs(revision: number, by: number): number {
    const missed = this.#committedAt.get(revision + 1);
    return missed === undefined ? 0 : Math.max(0, by - missed);
  }
}
