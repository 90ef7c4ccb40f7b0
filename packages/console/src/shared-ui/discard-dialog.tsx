import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

interface DiscardDialogProps {
  /** What is lost, with its size: `12 people`. */
  readonly what: string;
  readonly children: ReactNode;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asked when a page is left with something on it that is not saved or sent. */
export function DiscardDialog({ what, children, onKeep, onDiscard }: DiscardDialogProps) {
  return (
    <Dialog onClose={onKeep} title={`Discard ${what}?`}>
      <div className="stack">
        <p>{children}</p>
        <div className="line" style={{ justifyContent: 'flex-end' }}>
          <Button data-autofocus onClick={onKeep}>
            Keep on
          </Button>
          <Button variant="filled" color="danger" onClick={onDiscard}>
            Discard {what}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
