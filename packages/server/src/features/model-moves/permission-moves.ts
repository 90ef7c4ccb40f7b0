import type { AccessModel } from '@latchkey/engine';
import { type PermissionMoves, permissionNames } from './model-move.ts';

/** What happens to the permissions themselves between two versions of a model. */
export function permissionMoves(before: AccessModel, after: AccessModel): PermissionMoves {
  const earlier = [...permissionNames(before)].sort();
  const known = permissionNames(after);
  const renamed: { from: string; to: string }[] = [];
  const split: { from: string; to: readonly string[] }[] = [];
  const removed: string[] = [];
  const reached = new Set(earlier);
  for (const name of earlier) {
    if (known.has(name)) continue;
    const targets = after.renamed?.[name] ?? [];
    for (const target of targets) reached.add(target);
    const [only] = targets;
    if (only === undefined) removed.push(name);
    else if (targets.length === 1) renamed.push({ from: name, to: only });
    else split.push({ from: name, to: targets });
  }
  return {
    renamed,
    split,
    removed,
    added: [...known].filter((name) => !reached.has(name)).sort(),
  };
}
