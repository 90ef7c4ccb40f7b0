import type { AccessModel } from '../model.ts';
import { valueKey } from './property-value.ts';

/**
 * Keys of the standard sets that the properties of a question's subject stand for; a list of values stands for all of
 * theirs. What the model does not name gives nothing.
 */
export function claimedSets(
  { subjects }: AccessModel,
  properties: Readonly<Record<string, unknown>> | null,
): readonly string[] {
  if (subjects === undefined || properties === null) return none;
  const keys = new Set<string>();
  for (const [property, sets] of Object.entries(subjects)) {
    if (!Object.hasOwn(properties, property)) continue;
    for (const value of [properties[property]].flat()) {
      const key = valueKey(value);
      const set = key !== null && Object.hasOwn(sets, key) ? sets[key] : undefined;
      if (set !== undefined) keys.add(set);
    }
  }
  return [...keys];
}

const none: readonly string[] = [];
