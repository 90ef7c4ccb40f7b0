import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { Note } from '../../shared-ui/note.tsx';
import { modelGraph, permissionLabel } from '../../shared-ui/permission-matrix/model-graph.ts';
import { draftDiff, startDraft } from '../../shared-ui/permission-matrix/set-draft.ts';
import type { SetEdits } from './set-edits.ts';

interface ConflictNoteProps {
  readonly mine: SetEdits;
  readonly theirs: PermissionSet;
  readonly model: AccessModelView;
  readonly onBoth: () => void;
  readonly onTheirs: () => void;
  readonly onMine: () => void;
}

/** Somebody else saved first: both versions side by side, and nothing is lost before one is chosen. */
export function ConflictNote({ mine, theirs, model, onBoth, onTheirs, onMine }: ConflictNoteProps) {
  const graph = modelGraph(model);
  const yours = draftDiff(mine.draft, graph);
  const others = draftDiff(startDraft(theirs.permissions, mine.original.permissions), graph);
  const list = (diff: typeof yours, name: string, before: string) => {
    const lines = [
      ...(name === before ? [] : [`Name: ${name}`]),
      ...diff.added.map((permission) => `+ ${permissionLabel(model, permission)}`),
      ...diff.removed.map((permission) => `− ${permissionLabel(model, permission)}`),
    ];
    return lines.length > 0 ? lines : ['Name, description or what may be handed out'];
  };
  return (
    <Note
      tone="caution"
      role="alert"
      title={`${theirs.changedBy} changed this set while you were working on it.`}
    >
      <div className="set-conflict">
        <ConflictSide title="Theirs, saved" lines={list(others, theirs.name, mine.original.name)} />
        <ConflictSide title="Yours, not saved" lines={list(yours, mine.name, mine.original.name)} />
      </div>
      <div className="line">
        <Button size="xs" variant="filled" onClick={onBoth}>
          Put yours on top of theirs
        </Button>
        <Button size="xs" onClick={onMine}>
          Keep only yours
        </Button>
        <Button size="xs" onClick={onTheirs}>
          Take theirs
        </Button>
      </div>
    </Note>
  );
}

function ConflictSide({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div>
      <p>
        <b>{title}</b>
      </p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
