/** Deeper than any question; beyond it, whoever walks the body would run out of stack. */
const deepest = 64;

/**
 * Whether no object of a JSON text names a member twice: which of the two counts would be a matter of whom one asks.
 * Colons are counted first, and strings are looked into only where they hold some. Null: nested too deeply to say.
 */
export function hasUniqueMembers(text: string, parsed: unknown): boolean | null {
  const members = countOfMembers(parsed, 0);
  if (Number.isNaN(members)) return null;
  return colonsIn(text) === members || colonsOutsideStrings(text) === members;
}

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) count += 1;
  return count;
}

function colonsOutsideStrings(text: string): number {
  let count = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString && character === '\\') at += 1;
    else if (character === '"') inString = !inString;
    else if (!inString && character === ':') count += 1;
  }
  return count;
}

/** Not a number where it is nested too deeply. */
function countOfMembers(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > deepest) return Number.NaN;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countOfMembers(item, depth + 1);
    return count;
  }
  for (const part of Object.values(value)) count += 1 + countOfMembers(part, depth + 1);
  return count;
}
