import { isObject, type JsonObject } from './asked-question.ts';

/** Deeper than any question; beyond it, whoever walks the body would run out of stack. */
const deepest = 64;

/**
 * Whether no object of a JSON text names a member twice: which of the two counts would be a matter of whom one asks.
 * Colons are counted first, and strings are looked into only where they hold some. Null: nested too deeply to say.
 */
export function hasUniqueMembers(text: string, parsed: JsonObject): boolean | null {
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

/** Not a number where it is nested too deeply. Runs on every question, so it makes no lists of its own. */
function countOfMembers(value: JsonObject | readonly unknown[], depth: number): number {
  if (depth > deepest) return Number.NaN;
  let count = 0;
  if (isList(value)) {
    for (const item of value) {
      if (isObject(item) || isList(item)) count += countOfMembers(item, depth + 1);
    }
    return count;
  }
  // What `JSON.parse` has made inherits nothing that could be enumerated.
  for (const name in value) {
    count += 1;
    const part = value[name];
    if (isObject(part) || isList(part)) count += countOfMembers(part, depth + 1);
  }
  return count;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
