import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';

interface DeclineInvitationProps {
  readonly token: string;
  readonly onDeclined: () => void;
}

export function DeclineInvitation({ token, onDeclined }: DeclineInvitationProps) {
  const [asked, setAsked] = useState(false);
  return (
    <div className="line">
      <span className="sub">Not for you, or not expected?</span>
      <Button variant="subtle" onClick={() => setAsked(true)}>
        Decline
      </Button>
      {asked ? (
        <ConfirmDialog
          title="Decline the invitation?"
          act="Decline"
          danger
          onClose={() => setAsked(false)}
          onConfirm={async () => {
            await request<null>('POST', '/v1/activation/decline', { body: { token } });
            onDeclined();
          }}
        >
          <p>The sender is told, and the link stops working.</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
