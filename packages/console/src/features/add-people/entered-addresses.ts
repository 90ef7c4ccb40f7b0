/** One line of the list: what was entered, never dropped, with the details given beside it. */
export interface EnteredAddress {
  /** What two entries of one address share. */
  readonly key: string;
  readonly entered: string;
  /** How often it was entered; further ones are merged. */
  readonly times: number;
  /** Looks mistyped and is meant so. */
  readonly asTyped: boolean;
  readonly name: string;
  readonly phone: string;
  /** Empty: the address. */
  readonly signInName: string;
}

export type EnteredAddresses = readonly EnteredAddress[];

export const addressesAtMost = 1000;

/** Takes one address or many in any form: lines, commas, semicolons, tabs, `Name <address>`. */
export function addEntered(list: EnteredAddresses, text: string): EnteredAddresses {
  const byKey = new Map(list.map((each) => [each.key, each]));
  for (const entered of splitAddresses(text)) {
    const key = addressKey(entered);
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, times: known.times + 1 } : newEntry(key, entered));
  }
  return [...byKey.values()];
}

/** Puts a corrected address in the place of one; merged when it is on the list already. */
export function correctEntered(
  list: EnteredAddresses,
  key: string,
  text: string,
): EnteredAddresses {
  const entered = text.trim();
  const nextKey = addressKey(entered);
  if (entered === '') return list;
  const merged = nextKey !== key && list.some((each) => each.key === nextKey);
  return list.flatMap((each) => {
    if (each.key === nextKey && merged) return [{ ...each, times: each.times + 1 }];
    if (each.key !== key) return [each];
    return merged ? [] : [{ ...each, key: nextKey, entered, asTyped: false }];
  });
}

export function takeOut(list: EnteredAddresses, keys: ReadonlySet<string>): EnteredAddresses {
  return list.filter((each) => !keys.has(each.key));
}

export function changeEntered(
  list: EnteredAddresses,
  key: string,
  change: Partial<Pick<EnteredAddress, 'name' | 'phone' | 'signInName' | 'asTyped'>>,
): EnteredAddresses {
  return list.map((each) => (each.key === key ? { ...each, ...change } : each));
}

const newEntry = (key: string, entered: string): EnteredAddress => ({
  key,
  entered,
  times: 1,
  asTyped: false,
  name: '',
  phone: '',
  signInName: '',
});

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/** The bare address in lower case: what is written around it does not make it another one. */
function addressKey(entered: string): string {
  const bare = /<([^<>]*)>/u.exec(entered)?.[1] ?? entered;
  return bare
    .replace(invisible, '')
    .trim()
    .replace(/^mailto:/iu, '')
    .replace(/[.,;:]+$/u, '')
    .toLowerCase();
}

/** Splits at line breaks, tabs, semicolons and commas; a space parts two only where both look complete. */
export function splitAddresses(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    const separator = letter === '\n' || letter === '\r' || (!quoted && /[,;\t]/u.test(letter));
    if (!separator) {
      piece += letter;
      continue;
    }
    if (letter === '\n' || letter === '\r') quoted = false;
    pieces.push(piece);
    // `Rao, Asha <asha@…>`: the comma stands inside a name, so the marker keeps the two together.
    if (letter === ',') pieces.push(',');
    piece = '';
  }
  pieces.push(piece);
  return joinNames(pieces).flatMap(splitAtSpaces);
}

function joinNames(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = (pieces[at] ?? '').trim();
    const next = (pieces[at + 2] ?? '').trim();
    const namedNext = pieces[at + 1] === ',' && /^[^@<>]+<[^<>]*@[^<>]*>$/u.test(next);
    if (namedNext && piece !== '' && /^[\p{L}'’ .-]+$/u.test(piece)) {
      joined.push(`${piece}, ${next}`);
      at += 2;
    } else if (piece !== '' && piece !== ',') joined.push(piece);
  }
  return joined;
}

const complete = /^<?(mailto:)?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>?$/iu;

function splitAtSpaces(piece: string): string[] {
  const words = piece.split(/\s+/u).filter((word) => word !== '');
  return words.length > 1 && words.every((word) => complete.test(word)) ? words : [piece];
}

/** Rows and columns of a pasted grid; null when it is a list. */
export function pastedGrid(text: string): { rows: number; columns: number } | null {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const columns = Math.min(...lines.map((line) => line.split('\t').length));
  return lines.length >= 2 && columns >= 2 ? { rows: lines.length, columns } : null;
}
