import type { ChangeReceipt } from '@latchkey/contract';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import type { InvitationDialogProps } from './invitation-dialog-props.ts';

export function CorrectDialog({ invitation, onClose }: InvitationDialogProps) {
  const [address, setAddress] = useState(invitation.address);
  const refresh = useRefresh();
  const toast = useToast();
  const wanted = address.trim();
  return (
    <ConfirmDialog
      title="Correct the address?"
      act="Correct and send"
      disabled={wanted === '' || wanted === invitation.address}
      onClose={onClose}
      onConfirm={async () => {
        await request<ChangeReceipt>('PATCH', `/v1/invitations/${invitation.id}`, {
          body: { address: wanted },
        });
        toast(`The invitation is for ${wanted} now.`);
        await refresh();
      }}
    >
      <p>
        A new mail goes to the corrected address. The link sent to <bdi>{invitation.address}</bdi>{' '}
        stops working.
      </p>
      <TextInput
        label="E-mail address"
        type="email"
        autoComplete="off"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
