type Compare = (left: number, right: number) => number;

/** Several sorted lists as one, each number once. */
export function* mergeSorted(
  lists: readonly Iterator<number>[],
  compare: Compare,
): Generator<number> {
  const heads: Head[] = [];
  for (const list of lists) pushNext(heads, list, compare);
  let previous = -1;
  for (let head = heads[0]; head !== undefined; head = heads[0]) {
    if (head.value !== previous) yield head.value;
    previous = head.value;
    const { done, value } = head.list.next();
    if (done) {
      const last = heads.pop();
      if (last === undefined || heads.length === 0) return;
      heads[0] = last;
    } else head.value = value;
    sink(heads, compare);
  }
}

interface Head {
  value: number;
  readonly list: Iterator<number>;
}

function pushNext(heads: Head[], list: Iterator<number>, compare: Compare): void {
  const { done, value } = list.next();
  if (done) return;
  let at = heads.push({ value, list }) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!swapWhenBehind(heads, above, at, compare)) return;
    at = above;
  }
}

/** The smallest comes back to the top. */
function sink(heads: Head[], compare: Compare): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heads.length) return;
    const right = left + 1;
    const isRight =
      right < heads.length && compare(valueAt(heads, right), valueAt(heads, left)) < 0;
    const below = isRight ? right : left;
    if (!swapWhenBehind(heads, at, below, compare)) return;
    at = below;
  }
}

function swapWhenBehind(heads: Head[], above: number, below: number, compare: Compare): boolean {
  const upper = heads[above];
  const lower = heads[below];
  if (upper === undefined || lower === undefined) return false;
  if (compare(upper.value, lower.value) <= 0) return false;
  heads[above] = lower;
  heads[below] = upper;
  return true;
}

const valueAt = (heads: readonly Head[], at: number) => heads[at]?.value ?? 0;
