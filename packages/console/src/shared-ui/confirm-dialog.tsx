import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { type ApiProblem, toProblem } from '../api/api-problem.ts';
import { announceSessionEnded, tellsSessionEnded } from '../api/session-ended.ts';
import './confirm-dialog.css';
import { Dialog } from './dialog.tsx';
import { ProblemNote } from './problem-note.tsx';

interface ConfirmDialogProps {
  /** The real act with its size: "Remove 3 people?". */
  readonly title: string;
  /** Consequences, and who is meant. */
  readonly children: ReactNode;
  /** The verb of the title, again. */
  readonly act: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly size?: 'md' | 'lg' | 'xl';
  /** For acts on many people or on an owner: this must be typed first. */
  readonly typed?: { readonly label: string; readonly expected: string } | undefined;
  /** Does the act; closes by itself unless `keepOpen`, where the caller decides. */
  readonly onConfirm: () => Promise<unknown>;
  readonly keepOpen?: boolean;
  readonly onClose: () => void;
}

/** A decision: what will happen, Cancel with the focus, and a button that repeats the act. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, act, danger = false, disabled = false, size = 'md', typed } = props;
  const [entered, setEntered] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const formId = useId();
  const agreed = typed === undefined || entered.trim() === typed.expected;

  const confirm = async () => {
    if (!agreed || disabled || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await props.onConfirm();
      if (!props.keepOpen) props.onClose();
    } catch (error) {
      const failure = toProblem(error);
      if (tellsSessionEnded(failure)) announceSessionEnded();
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog onClose={props.onClose} title={title} size={size} closeOnClickOutside={!busy}>
      <form
        id={formId}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        {children}
        {typed ? (
          <TextInput
            label={typed.label}
            value={entered}
            onChange={(event) => setEntered(event.currentTarget.value)}
            autoComplete="off"
          />
        ) : null}
        {problem ? <ProblemNote problem={problem} /> : null}
        <div className="line confirm-foot">
          <Button data-autofocus onClick={props.onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="filled"
            color={danger ? 'danger' : 'petrol'}
            disabled={!agreed || disabled}
            loading={busy}
          >
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
