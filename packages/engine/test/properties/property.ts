import { AssertionError } from 'node:assert/strict';
import type { Chance } from '../chance.ts';
import type { World } from '../random-world.ts';

/** Something that is true in every world; throws with what it found where it is not. */
export interface Property {
  /** A sentence that would be true in a manual. */
  readonly name: string;
  /** `effort` is how much is asked of one world, 1 being a little of everything. */
  readonly holds: (world: World, chance: Chance, effort: number) => void;
}

/** Stops with the question, when the engine answers otherwise than the plain reading. */
export function same<Answer>(found: Answer, expected: Answer, asked: () => unknown): void {
  if (isSame(found, expected)) return;
  throw new AssertionError({
    message: `${shown(asked())}\n  answered: ${shown(found)}\n  expected: ${shown(expected)}`,
    actual: found,
    expected,
    operator: 'same',
  });
}

/** Byte for byte what is written down, whatever the order in which maps were filled. */
function isSame(found: unknown, expected: unknown): boolean {
  return found === expected || written(found) === written(expected);
}

const written = (value: unknown): string =>
  JSON.stringify(value, (_, part) => {
    if (part instanceof Map) return [...part].sort(([left], [right]) => (left < right ? -1 : 1));
    if (part instanceof Set) return [...part].sort();
    return part === undefined ? '(undefined)' : part;
  });

/** What a check asked or found, with its long names cut. */
export function shown(value: unknown): string {
  const text = written(value).replace(
    /[^"]{120,}/g,
    (long) => `${long.slice(0, 40)}… (${long.length})`,
  );
  return text.length > 3_000 ? `${text.slice(0, 3_000)}…` : text;
}
