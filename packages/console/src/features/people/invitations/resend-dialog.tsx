import type { ChangeReceipt } from '@latchkey/contract';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import type { InvitationDialogProps } from './invitation-dialog-props.ts';

export function ResendDialog({ invitation, onClose }: InvitationDialogProps) {
  const refresh = useRefresh();
  const toast = useToast();
  return (
    <ConfirmDialog
      title="Resend this invitation?"
      act="Resend"
      onClose={onClose}
      onConfirm={async () => {
        await request<ChangeReceipt>('POST', `/v1/invitations/${invitation.id}/resend`);
        toast(`A new mail to ${invitation.address} is on its way.`);
        await refresh();
      }}
    >
      <p>
        <b>
          <bdi>{invitation.address}</bdi>
        </b>{' '}
        gets a new mail with a new link. The link sent before stops working.
      </p>
    </ConfirmDialog>
  );
}
