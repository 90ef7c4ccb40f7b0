import type { AccessModelView, PermissionSet, PermissionSetUpdate } from '@latchkey/contract';
import type { ReactNode } from 'react';
import { modelGraph, permissionLabel } from '../../shared-ui/permission-matrix/model-graph.ts';
import { draftDiff } from '../../shared-ui/permission-matrix/set-draft.ts';
import type { SetEdits } from './set-edits.ts';

interface SetDiffProps {
  readonly edits: SetEdits;
  readonly update: PermissionSetUpdate;
  readonly sets: readonly PermissionSet[];
  readonly model: AccessModelView;
}

/** The difference line by line, with what came along and why. */
export function SetDiff({ edits, update, sets, model }: SetDiffProps) {
  const diff = draftDiff(edits.draft, modelGraph(model));
  const because = new Map(
    [...edits.draft.consequences.values()].flatMap(({ kind, others, along }) => [
      ...others.map(
        (other) =>
          [
            other.permission,
            `${kind === 'added' ? 'needed by' : 'needs'} ${permissionLabel(model, other.because)}`,
          ] as const,
      ),
      ...along.map((permission) => [permission, 'came only with what was cleared'] as const),
    ]),
  );
  return (
    <ul className="set-diff" aria-label="Differences">
      {diff.added.map((permission) => (
        <DiffLine key={permission} kind="add" why={because.get(permission)}>
          {permissionLabel(model, permission)}
        </DiffLine>
      ))}
      {diff.removed.map((permission) => (
        <DiffLine key={permission} kind="del" why={because.get(permission)}>
          {permissionLabel(model, permission)}
        </DiffLine>
      ))}
      {restrictionsIn(edits.restrictions, edits.original.restrictions).map((key) => (
        <DiffLine key={key} kind="add" why="restriction">
          {model.restrictions[key]?.label ?? key}
        </DiffLine>
      ))}
      {restrictionsIn(edits.original.restrictions, edits.restrictions).map((key) => (
        <DiffLine key={key} kind="del" why="restriction">
          {model.restrictions[key]?.label ?? key}
        </DiffLine>
      ))}
      {update.name === undefined ? null : (
        <DiffLine kind="text">Name: {update.name || '…'}</DiffLine>
      )}
      {update.description === undefined ? null : <DiffLine kind="text">Description</DiffLine>}
      {update.mayGrant === undefined ? null : (
        <DiffLine kind="text">May hand out: {handOutText(update.mayGrant, sets)}</DiffLine>
      )}
    </ul>
  );
}

const restrictionsIn = (some: readonly string[], others: readonly string[]) =>
  some.filter((key) => !others.includes(key));

const signs = { add: ['+', 'Added: '], del: ['−', 'Removed: '], text: ['~', 'Changed: '] } as const;

interface DiffLineProps {
  readonly kind: keyof typeof signs;
  readonly why?: string | undefined;
  readonly children: ReactNode;
}

function DiffLine({ kind, why, children }: DiffLineProps) {
  const [sign, word] = signs[kind];
  return (
    <li className={`set-diff-${kind}`}>
      <span className="set-diff-sign" aria-hidden>
        {sign}
      </span>
      <span>
        <span className="sr">{word}</span>
        <b>{children}</b> {why ? <span className="sub">{why}</span> : null}
      </span>
    </li>
  );
}

function handOutText(mayGrant: PermissionSet['mayGrant'], sets: readonly PermissionSet[]): string {
  if (mayGrant === '*') return 'every set within the own permissions';
  if (mayGrant.length === 0) return 'none';
  return mayGrant.map((id) => sets.find((set) => set.id === id)?.name ?? id).join(', ');
}
