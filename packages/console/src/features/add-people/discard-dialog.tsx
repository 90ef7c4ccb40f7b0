import { Button, Modal } from '@mantine/core';

interface DiscardDialogProps {
  /** `12 people` */
  readonly what: string;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asked when the page is left with people on the list. */
export function DiscardDialog({ what, onKeep, onDiscard }: DiscardDialogProps) {
  return (
    <Modal opened onClose={onKeep} title={`Discard ${what}?`}>
      <div className="stack">
        <p>Nothing was sent. The addresses and the access you chose are lost when you leave.</p>
        <div className="line" style={{ justifyContent: 'flex-end' }}>
          <Button data-autofocus onClick={onKeep}>
            Keep on
          </Button>
          <Button variant="filled" color="danger" onClick={onDiscard}>
            Discard {what}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
