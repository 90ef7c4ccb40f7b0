import type { PermissionSet, PermissionSetUpdate } from '@latchkey/contract';
import type { PermissionGraph } from '@latchkey/engine';
import {
  clear,
  type SetDraft,
  startDraft,
  tick,
} from '../../shared-ui/permission-matrix/set-draft.ts';

/** A set as it is being edited, beside the version that the editing began with. */
export interface SetEdits {
  readonly original: PermissionSet;
  readonly name: string;
  readonly description: string;
  readonly mayGrant: PermissionSet['mayGrant'];
  readonly restrictions: readonly string[];
  readonly draft: SetDraft;
}

export const beginEdits = (original: PermissionSet): SetEdits => ({
  original,
  name: original.name,
  description: original.description,
  mayGrant: original.mayGrant,
  restrictions: original.restrictions,
  draft: startDraft(original.permissions),
});

/** Only what differs is sent; null when nothing does. */
export function updateOf(edits: SetEdits): PermissionSetUpdate | null {
  const { original } = edits;
  const name = edits.name.trim();
  const description = edits.description.trim();
  const update: PermissionSetUpdate = {
    ...(name === original.name ? {} : { name }),
    ...(description === original.description ? {} : { description }),
    ...(sameList(edits.draft.permissions, original.permissions)
      ? {}
      : { permissions: [...edits.draft.permissions] }),
    ...(sameGrant(edits.mayGrant, original.mayGrant) ? {} : { mayGrant: edits.mayGrant }),
    ...(sameList(edits.restrictions, original.restrictions)
      ? {}
      : { restrictions: [...edits.restrictions] }),
  };
  return Object.keys(update).length === 0 ? null : update;
}

/** My changes laid over what somebody else saved meanwhile; nothing of either is lost. */
export function rebase(mine: SetEdits, theirs: PermissionSet, graph: PermissionGraph): SetEdits {
  const before = new Set(mine.original.permissions);
  const wanted = new Set(mine.draft.permissions);
  let draft = startDraft(theirs.permissions);
  for (const permission of wanted) {
    if (!before.has(permission)) draft = tick(draft, graph, permission);
  }
  for (const permission of before) {
    if (!wanted.has(permission)) draft = clear(draft, graph, permission);
  }
  return {
    original: theirs,
    name: mine.name.trim() === mine.original.name ? theirs.name : mine.name,
    description:
      mine.description.trim() === mine.original.description ? theirs.description : mine.description,
    mayGrant: sameGrant(mine.mayGrant, mine.original.mayGrant) ? theirs.mayGrant : mine.mayGrant,
    restrictions: merged(mine.original.restrictions, mine.restrictions, theirs.restrictions),
    draft,
  };
}

/** My version as it stands, to be saved over theirs. */
export const insist = (mine: SetEdits, theirs: PermissionSet): SetEdits => ({
  ...mine,
  original: theirs,
  draft: startDraft(mine.draft.permissions, theirs.permissions),
});

/** What either of two added is there, and what either took away is not. */
function merged(
  before: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): string[] {
  const added = mine.filter((each) => !before.includes(each) && !theirs.includes(each));
  const kept = theirs.filter((each) => mine.includes(each) || !before.includes(each));
  return [...kept, ...added].sort();
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  const known = new Set(b);
  return a.length === b.length && a.every((each) => known.has(each));
}

function sameGrant(a: PermissionSet['mayGrant'], b: PermissionSet['mayGrant']): boolean {
  if (a === '*' || b === '*') return a === b;
  return sameList(a, b);
}
