import type { ChangeReceipt } from '@latchkey/contract';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import type { InvitationDialogProps } from './invitation-dialog-props.ts';

export function RevokeDialog({ invitation, onClose }: InvitationDialogProps) {
  const refresh = useRefresh();
  const toast = useToast();
  return (
    <ConfirmDialog
      title="Revoke this invitation?"
      act="Revoke"
      danger
      onClose={onClose}
      onConfirm={async () => {
        const path = `/v1/invitations/${invitation.id}/revoke`;
        const receipt = await request<ChangeReceipt>('POST', path);
        toast(`The invitation to ${invitation.address} is revoked.`, receipt.changeId);
        await refresh();
      }}
    >
      <p>
        The link sent to{' '}
        <b>
          <bdi>{invitation.address}</bdi>
        </b>{' '}
        stops working. The mail itself cannot be unsent.
      </p>
    </ConfirmDialog>
  );
}
