import { Checkbox } from '@mantine/core';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCornerDownRight,
  IconLock,
  IconMinus,
} from '@tabler/icons-react';
import { useId } from 'react';
import { Tag } from '../tag.tsx';
import type { MatrixModuleProps } from './matrix-module.tsx';
import type { PermissionView } from './matrix-view.ts';
import { permissionLabel } from './model-graph.ts';
import { type Consequence, toggle, undoConsequence } from './set-draft.ts';

interface MatrixRowProps extends MatrixModuleProps {
  readonly permission: string;
  readonly definition: PermissionView;
}

/** One permission: its tick, what it lets people do, and what follows from the tick. */
export function MatrixRow(props: MatrixRowProps) {
  const { permission, definition, model, graph, draft, view, active, onChange } = props;
  const reasonId = useId();
  const held = view.held.has(permission);
  const lockedBy = view.locked.get(permission);
  const notYours = onChange !== undefined && view.notYours.has(permission);
  const fixed = !onChange || lockedBy !== undefined || notYours;
  const mark = view.added.has(permission)
    ? 'matrix-added'
    : view.removed.has(permission)
      ? 'matrix-removed'
      : undefined;
  const consequence = draft.consequences.get(permission);
  const problem = view.problems.find((each) => each.permission === permission);

  return (
    <tr className={mark}>
      <td className="matrix-tick">
        <Checkbox
          aria-label={definition.label}
          aria-describedby={reasonId}
          data-tick={permission}
          tabIndex={active === permission ? 0 : -1}
          checked={held}
          aria-disabled={fixed || undefined}
          onChange={() => {
            if (!fixed) onChange?.(toggle(draft, graph, permission));
          }}
        />
      </td>
      <th scope="row">
        <span className="matrix-text">
          <span>
            {definition.label}
            {mark === 'matrix-added' ? <span className="sr"> added, not saved</span> : null}
            {mark === 'matrix-removed' ? <span className="sr"> removed, not saved</span> : null}
          </span>
          <span className="sub">
            {definition.description}
            {definition.risk ? (
              <Tag tone="caution" icon={<IconAlertTriangle aria-hidden />}>
                {definition.risk}
              </Tag>
            ) : null}
          </span>
        </span>
        {props.showKeys ? <span className="mono dim matrix-about">{permission}</span> : null}
        <span id={reasonId}>
          {lockedBy === undefined ? null : (
            <span className="matrix-why dim">
              <IconLock className="i" aria-hidden /> Included in {permissionLabel(model, lockedBy)}
              {onChange ? '; clear that to change this.' : '.'}
            </span>
          )}
          {notYours ? (
            <span className="matrix-why dim">
              <IconLock className="i" aria-hidden /> You do not hold this yourself, so you cannot
              give it.
            </span>
          ) : null}
          {problem?.code === 'excluded_permissions' ? (
            <span className="matrix-why danger">
              <IconAlertCircle className="i" aria-hidden /> May not be held together with{' '}
              {problem.others.map((other) => permissionLabel(model, other)).join(', ')}.
            </span>
          ) : null}
        </span>
        {consequence && onChange ? (
          <ConsequenceNote
            consequence={consequence}
            labelOf={(each) => permissionLabel(model, each)}
            onUndo={() => onChange(undoConsequence(draft, graph, permission))}
          />
        ) : null}
      </th>
    </tr>
  );
}

interface ConsequenceNoteProps {
  readonly consequence: Consequence;
  readonly labelOf: (permission: string) => string;
  readonly onUndo: () => void;
}

function ConsequenceNote({ consequence, labelOf, onUndo }: ConsequenceNoteProps) {
  const { kind, others } = consequence;
  const both = others.length === 1 ? 'both' : `all ${others.length + 1}`;
  return (
    <span role="status" className={`matrix-why ${kind === 'added' ? 'positive' : 'danger'}`}>
      {kind === 'added' ? (
        <IconCornerDownRight className="i" aria-hidden />
      ) : (
        <IconMinus className="i" aria-hidden />
      )}
      <span>
        {others.map((other, at) => (
          <span key={other.permission}>
            {at > 0 ? ', ' : ''}
            <b>{labelOf(other.permission)}</b>
            {kind === 'added'
              ? ` added: needed by ${labelOf(other.because)}`
              : ` fell with it: needs ${labelOf(other.because)}`}
          </span>
        ))}
        .{' '}
        <button type="button" className="linkish matrix-undo" onClick={onUndo}>
          {kind === 'added' ? `Undo ${both}` : `Put ${both} back`}
        </button>
      </span>
    </span>
  );
}
