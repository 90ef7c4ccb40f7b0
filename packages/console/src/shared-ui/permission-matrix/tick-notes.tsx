import { Button } from '@mantine/core';
import { IconAlertCircle, IconCornerDownRight, IconLock, IconMinus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { MatrixControl } from './matrix-control.ts';
import { permissionLabel } from './model-graph.ts';
import type { Consequence } from './set-draft.ts';

interface TickNotesProps {
  readonly control: MatrixControl;
  /** The permissions of the row; none for the row of a module. */
  readonly permissions: readonly string[];
  /** The ticks whose consequences are told here. */
  readonly causes: readonly string[];
  readonly id: string;
}

/** Under a tick: why it cannot be changed, what it does not go with, what followed from it. */
export function TickNotes({ control, permissions, causes, id }: TickNotesProps) {
  const { model, view, draft, editable, asking, answer, undo } = control;
  const labelOf = (permission: string) => permissionLabel(model, permission);
  const notYours = editable ? permissions.filter((each) => view.notYours.has(each)) : [];
  const lockers = Map.groupBy(
    permissions.filter((each) => view.locked.has(each)),
    (each) => view.locked.get(each) ?? '',
  );
  const about = (some: readonly string[]) =>
    some.length === permissions.length ? '' : `${some.map(labelOf).join(', ')}: `;

  return (
    <>
      <span id={id}>
        {[...lockers].map(([locker, locked]) => (
          <span key={locker} className="matrix-why dim">
            <IconLock className="i" aria-hidden />
            <span>
              {about(locked)}Included in {labelOf(locker)}
              {editable ? '; clear that to change this.' : '.'}
            </span>
          </span>
        ))}
        {notYours.length > 0 ? (
          <span className="matrix-why dim">
            <IconLock className="i" aria-hidden />
            <span>{about(notYours)}You do not hold this yourself, so you cannot give it.</span>
          </span>
        ) : null}
        {view.problems.map(({ code, permission, others }) =>
          code === 'excluded_permissions' && permissions.includes(permission) ? (
            <span key={permission} className="matrix-why danger">
              <IconAlertCircle className="i" aria-hidden />
              <span>
                {about([permission])}May not be held together with {others.map(labelOf).join(', ')}.
              </span>
            </span>
          ) : null,
        )}
      </span>
      {causes.map((cause) => {
        if (asking?.cause === cause) {
          return <FallQuestion key={cause} {...asking} labelOf={labelOf} onAnswer={answer} />;
        }
        const consequence = draft.consequences.get(cause);
        return consequence && editable ? (
          <ConsequenceNote
            key={cause}
            consequence={consequence}
            labelOf={labelOf}
            onUndo={() => undo(cause)}
          />
        ) : null;
      })}
    </>
  );
}

interface FallQuestionProps {
  readonly cause: string;
  readonly falls: Consequence;
  readonly labelOf: (permission: string) => string;
  readonly onAnswer: (yes: boolean) => void;
}

/** Everything that would fall, in one question, where the tick is. */
function FallQuestion({ cause, falls, labelOf, onAnswer }: FallQuestionProps) {
  const { own, others, along } = falls;
  const fallen = [...others.map(({ permission }) => permission), ...along];
  const act = useRef<HTMLButtonElement>(null);
  useEffect(() => act.current?.focus(), []);
  const [first = ''] = own;
  const reply = (yes: boolean) => {
    // The keyboard goes on where it was: at the tick that was asked about.
    const tick = `input[data-tick="${CSS.escape(cause)}"]`;
    act.current?.closest('table')?.querySelector<HTMLInputElement>(tick)?.focus();
    onAnswer(yes);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div
      role="group"
      aria-label="What would fall with it"
      className="matrix-ask"
      onKeyDown={(event) => {
        if (event.key === 'Escape') reply(false);
      }}
    >
      <p role="alert">
        Clearing {own.length === 1 ? <b>{labelOf(first)}</b> : `these ${own.length}`} also clears{' '}
        {listed(fallen.map(labelOf)).map(({ text, name }) =>
          name ? <b key={text}>{text}</b> : text,
        )}
        , which cannot stand without {own.length === 1 ? 'it' : 'them'}.
      </p>
      <div className="line">
        <Button ref={act} size="xs" variant="filled" color="red" onClick={() => reply(true)}>
          Clear all {own.length + fallen.length}
        </Button>
        <Button size="xs" onClick={() => reply(false)}>
          Keep {fallen.length + own.length === 2 ? 'both' : 'them'}
        </Button>
      </div>
    </div>
  );
}

const named = 8;

/** "A, B and C", with what is not a name apart; a long list ends with how many more there are. */
function listed(labels: readonly string[]): { text: string; name: boolean }[] {
  const shown = labels.length > named ? labels.slice(0, named - 1) : labels;
  const rest = labels.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return new Intl.ListFormat('en')
    .formatToParts(all)
    .map(({ type, value }) => ({ text: value, name: type === 'element' }));
}

interface ConsequenceNoteProps {
  readonly consequence: Consequence;
  readonly labelOf: (permission: string) => string;
  readonly onUndo: () => void;
}

function ConsequenceNote({ consequence, labelOf, onUndo }: ConsequenceNoteProps) {
  const { kind, own, others, along } = consequence;
  const count = own.length + others.length + along.length;
  const all = count === 2 ? 'both' : `all ${count}`;
  const reasons = [...Map.groupBy(others, ({ because }) => because)].map(([because, some]) => ({
    because: labelOf(because),
    names: some.map(({ permission }) => labelOf(permission)),
  }));
  return (
    <span role="status" className={`matrix-why ${kind === 'added' ? 'positive' : 'danger'}`}>
      {kind === 'added' ? (
        <IconCornerDownRight className="i" aria-hidden />
      ) : (
        <IconMinus className="i" aria-hidden />
      )}
      <span>
        {reasons.map(({ because, names }, at) => (
          <span key={because}>
            {at > 0 ? '; ' : ''}
            <b>{names.join(', ')}</b>
            {kind === 'added'
              ? ` added: needed by ${because}`
              : ` fell with it: ${names.length === 1 ? 'needs' : 'need'} ${because}`}
          </span>
        ))}
        {along.length > 0 ? (
          <span>
            {reasons.length > 0 ? '; ' : ''}
            <b>{along.map(labelOf).join(', ')}</b> came only with what was cleared
          </span>
        ) : null}
        .{' '}
        <button type="button" className="linkish matrix-undo" onClick={onUndo}>
          {kind === 'added' ? `Undo ${all}` : `Put ${all} back`}
        </button>
      </span>
    </span>
  );
}
