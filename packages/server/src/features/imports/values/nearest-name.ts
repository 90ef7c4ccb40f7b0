import { editDistance } from '../../../words/edit-distance.ts';
import { comparable } from './comparable.ts';

const compared = 40;
/** Distinct wrong values that get a suggestion in one file; a file with more has another fault than typing. */
const answered = 5_000;

/**
 * The known name nearest to a mistyped one. Names are found by the three-letter pieces they share,
 * so that thousands of wrong values over thousands of names stay quick; each distinct value is looked up once.
 */
export class NearestName<Value> {
  readonly #names: { readonly key: string; readonly value: Value }[] = [];
  readonly #byPiece = new Map<string, number[]>();
  readonly #found = new Map<string, Value | null>();

  constructor(names: Iterable<readonly [name: string, value: Value]>) {
    for (const [name, value] of names) {
      const key = comparable(name);
      if (key === '') continue;
      const index = this.#names.push({ key, value }) - 1;
      for (const piece of new Set(pieces(key))) {
        const known = this.#byPiece.get(piece);
        if (known) known.push(index);
        else this.#byPiece.set(piece, [index]);
      }
    }
  }

  find(typed: string): Value | null {
    const key = comparable(typed);
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    if (this.#found.size >= answered || key === '' || key.length > 200) return null;
    const nearest = this.#search(key);
    this.#found.set(key, nearest);
    return nearest;
  }

  #search(key: string): Value | null {
    const shared = new Map<number, number>();
    for (const piece of pieces(key)) {
      for (const index of this.#byPiece.get(piece) ?? [])
        shared.set(index, (shared.get(index) ?? 0) + 1);
    }
    const likely = [...shared].sort((a, b) => b[1] - a[1]).slice(0, compared);
    let best: Value | null = null;
    let limit = Math.max(1, Math.floor(key.length / 3));
    for (const [index] of likely) {
      const candidate = this.#names[index];
      if (!candidate) continue;
      const distance = editDistance(key, candidate.key, limit);
      if (distance > limit) continue;
      best = candidate.value;
      limit = distance - 1;
      if (limit < 0) break;
    }
    return best ?? this.#beginningWith(key);
  }

  /** `Campaign` means `Campaign editor` when nothing else begins so. */
  #beginningWith(key: string): Value | null {
    if (key.length < 3) return null;
    const matches = this.#names.filter((name) => name.key.startsWith(key));
    return matches.length === 1 ? (matches[0]?.value ?? null) : null;
  }
}

function pieces(key: string): string[] {
  const padded = `  ${key} `;
  return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
}
