import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { Note } from '../../shared-ui/note.tsx';
import { modelGraph } from '../../shared-ui/permission-matrix/model-graph.ts';
import { startDraft } from '../../shared-ui/permission-matrix/set-draft.ts';
import { SetDiff } from './set-diff.tsx';
import { beginEdits, insist, rebase, type SetEdits, updateOf } from './set-edits.ts';

interface ConflictNoteProps {
  readonly mine: SetEdits;
  readonly theirs: PermissionSet;
  readonly sets: readonly PermissionSet[];
  readonly model: AccessModelView;
  readonly onResolve: (edits: SetEdits) => void;
}

/** Somebody else saved first: both versions and the two together, and nothing is lost before one is chosen. */
export function ConflictNote({ mine, theirs, sets, model, onResolve }: ConflictNoteProps) {
  const { original } = mine;
  const both = rebase(mine, theirs, modelGraph(model));
  // Each version is told as what it changes of the one that both began with.
  const since = (edits: SetEdits): SetEdits => ({
    ...edits,
    original,
    draft: startDraft(edits.draft.permissions, original.permissions),
  });
  const versions = [
    {
      title: 'Theirs, saved',
      edits: since(beginEdits(theirs)),
      act: 'Take theirs',
      next: beginEdits(theirs),
    },
    {
      title: 'Yours, not saved',
      edits: since(mine),
      act: 'Keep only yours',
      next: insist(mine, theirs),
    },
    { title: 'Both', edits: since(both), act: 'Put both together', next: both },
  ];
  return (
    <Note
      tone="caution"
      role="alert"
      title={`${theirs.changedBy} changed this set while you were working on it.`}
    >
      Nothing is saved before you choose and save again.
      <div className="set-conflict">
        {versions.map(({ title, edits, act, next }) => (
          <ConflictSide key={act} title={title}>
            <SetDiff edits={edits} update={updateOf(edits) ?? {}} sets={sets} model={model} />
            <Button
              size="xs"
              variant={next === both ? 'filled' : 'default'}
              onClick={() => onResolve(next)}
            >
              {act}
            </Button>
          </ConflictSide>
        ))}
      </div>
    </Note>
  );
}

function ConflictSide({ title, children }: { title: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId}>{title}</h3>
      {children}
    </section>
  );
}
