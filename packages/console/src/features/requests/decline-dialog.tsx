import type { AccessRequest } from '@latchkey/contract';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { useToast } from '../../shared-ui/use-toast.tsx';

interface DeclineDialogProps {
  readonly asked: AccessRequest;
  readonly onClose: () => void;
}

export function DeclineDialog({ asked, onClose }: DeclineDialogProps) {
  const refresh = useRefresh();
  const toast = useToast();
  const [reason, setReason] = useState('');
  return (
    <ConfirmDialog
      title={`Decline ${peopleText(asked.people.length)}?`}
      act="Decline the request"
      danger
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={async () => {
        await request<null>('POST', `/v1/requests/${asked.id}/decline`, { body: { reason } });
        toast(`The request of ${asked.requestedBy.name} is declined.`, null);
        await refresh();
      }}
    >
      <p>Nobody is invited. {asked.requestedBy.name} gets a mail with your reason.</p>
      <Textarea
        label="Reason"
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
