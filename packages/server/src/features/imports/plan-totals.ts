import type { ImportKind } from '@latchkey/contract';
import { isEntityId } from '@latchkey/engine';
import { ChunkNumbers } from './chunk-numbers.ts';
import { changedSince } from './plan/change-person.ts';
import type { NewParent } from './plan/plan-places.ts';
import type { PlannedRow } from './plan/planned-row.ts';
import type { PlannedBatch } from './plan-rows.ts';
import type { PlanToWrite } from './row-queries.ts';
import { noCounts, type StoredCounts } from './stored-import.ts';

/** Counts the rows of a plan as they come and gives each good one its chunk. */
export class PlanTotals {
  readonly newParents: NewParent[] = [];
  readonly #places = new Set<string>();
  #counts = { ...noCounts };
  readonly #chunks = new ChunkNumbers();

  add({ rows, newParents }: PlannedBatch): PlanToWrite[] {
    this.newParents.push(...newParents);
    return rows.map(({ plan, level }) => {
      this.#count(plan);
      return { ...plan, chunkNumber: plan.operations.length > 0 ? this.#chunks.next(level) : null };
    });
  }

  counts(kind: ImportKind): StoredCounts {
    return {
      ...this.#counts,
      mails: kind === 'people' ? this.#counts.create : 0,
      places: this.#places.size,
    };
  }

  #count({ result, issues, operations, losses }: PlannedRow): void {
    const key = (
      {
        create: 'create',
        change: 'change',
        no_change: 'noChange',
        skip: 'skip',
        error: 'errors',
      } as const
    )[result];
    this.#counts.rows++;
    this.#counts[key]++;
    if (result !== 'error' && issues.some(({ level }) => level === 'warning'))
      this.#counts.warnings++;
    if (issues.some(({ code }) => code === changedSince)) this.#counts.changedSince++;
    if (losses.length > 0) this.#counts.losing++;
    this.#counts.losses += losses.length;
    for (const operation of operations) {
      if (operation.type === 'member.invite')
        for (const { scope } of operation.grants) if (isEntityId(scope)) this.#places.add(scope);
    }
  }
}
