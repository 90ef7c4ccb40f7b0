import { foldText } from './fold-text.ts';
import { nearestCode } from './nearest-code.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';

export type CodeMatch =
  | { readonly kind: 'matched'; readonly entered: string; readonly row: PlaceRow }
  | { readonly kind: 'ambiguous'; readonly entered: string; readonly rows: readonly PlaceRow[] }
  | { readonly kind: 'outside'; readonly entered: string; readonly row: PlaceRow }
  | { readonly kind: 'closed'; readonly entered: string; readonly row: PlaceRow }
  | { readonly kind: 'unknown'; readonly entered: string; readonly suggestion: PlaceRow | null };

/** Codes that one paste may hold. */
export const codesAtMost = 10_000;
const suggestionsAtMost = 200;

/** Pasted codes or names, one per line or separated by commas, semicolons or tabs; each once, by its folded form. */
export function readCodes(text: string): ReadonlyMap<string, string> {
  const entered = new Map<string, string>();
  for (const piece of text.split(/[\n\r,;\t]+/u)) {
    const word = piece.trim().replace(/^"(.*)"$/u, '$1');
    const folded = foldText(word);
    if (word !== '' && !entered.has(folded)) entered.set(folded, word);
  }
  return entered;
}

export function matchCodes(
  index: PlaceIndex,
  text: string,
  mayChoose: (row: PlaceRow) => boolean,
): CodeMatch[] {
  const byWord = wordsToRows(index);
  let unknown = 0;
  return [...readCodes(text)].slice(0, codesAtMost).map(([folded, word]): CodeMatch => {
    const rows = byWord.get(folded) ?? [];
    const [row] = rows;
    if (row === undefined) {
      unknown += 1;
      const suggestion = unknown > suggestionsAtMost ? null : nearestCode(index, word);
      return { kind: 'unknown', entered: word, suggestion };
    }
    if (rows.length > 1) return { kind: 'ambiguous', entered: word, rows };
    if (index.closed[row]) return { kind: 'closed', entered: word, row };
    if (!mayChoose(row)) return { kind: 'outside', entered: word, row };
    return { kind: 'matched', entered: word, row };
  });
}

/** A code leads before a name; several places of one name stay ambiguous. */
function wordsToRows(index: PlaceIndex): ReadonlyMap<string, readonly PlaceRow[]> {
  const codes = new Map<string, PlaceRow[]>();
  const names = new Map<string, PlaceRow[]>();
  for (let row = 0; row < index.size; row += 1) {
    append(codes, foldText(index.codes[row] ?? ''), row);
    append(names, foldText(index.names[row] ?? ''), row);
  }
  return new Map([...names, ...codes]);
}

function append(map: Map<string, PlaceRow[]>, key: string, row: PlaceRow) {
  const list = map.get(key);
  if (list) list.push(row);
  else map.set(key, [row]);
}
