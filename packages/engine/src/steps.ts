/** Work that may be set down after each step, so that others have a turn. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** The same without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Few enough to be sorted in a millisecond or two. */
const runLength = 2048;

/** Sorted by their characters, in runs that are then merged. */
export function* sortedInSteps<Item extends string>(items: Iterable<Item>): Steps<Item[]> {
  const all = [...items];
  let runs: Item[][] = [];
  for (let start = 0; start < all.length; start += runLength) {
    runs.push(all.slice(start, start + runLength).sort());
    yield;
  }
  while (runs.length > 1) {
    const merged: Item[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? []));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<Item extends string>(left: readonly Item[], right: readonly Item[]): Steps<Item[]> {
  const merged: Item[] = [];
  let at = 0;
  for (const item of left) {
    for (let next = right[at]; next !== undefined && next < item; next = right[at]) {
      merged.push(next);
      at += 1;
    }
    merged.push(item);
    if (merged.length % runLength === 0) yield;
  }
  for (; at < right.length; at += 1) {
    const item = right[at];
    if (item !== undefined) merged.push(item);
  }
  return merged;
}
