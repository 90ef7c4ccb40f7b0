import { foldText } from './fold-text.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';

const farthest = 2;

/** The place whose code is the fewest slips away, two at most; null when none or the entry is too short to tell. */
export function nearestCode(index: PlaceIndex, entered: string): PlaceRow | null {
  const wanted = plain(entered);
  if (wanted.length < 3) return null;
  let best: PlaceRow | null = null;
  let least = wanted.length < 5 ? 1 : farthest;
  for (let row = 0; row < index.size; row += 1) {
    const code = plain(index.codes[row] ?? '');
    if (code === '' || Math.abs(code.length - wanted.length) > least) continue;
    const slips = slipsBetween(wanted, code, least);
    if (slips > least) continue;
    if (best !== null && slips === least) continue;
    best = row;
    if (slips === 0) return row;
    least = slips;
  }
  return best;
}

/** Letters and digits only: `ll 1022`, `LL-1022` and `LL1022` are one code. */
const plain = (code: string) => foldText(code).replace(/[^\p{L}\p{N}]/gu, '');

/** Insertions, deletions, changes and swaps of neighbours, counted no further than `most`. */
function slipsBetween(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const line = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (line[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      line.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    beforeLast = last;
    last = line;
  }
  return last[b.length] ?? most + 1;
}
