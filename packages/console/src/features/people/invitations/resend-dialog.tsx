import type { ChangeReceipt } from '@latchkey/contract';
import { request } from '../../../api/request.ts';
import { useSession } from '../../../api/session.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import type { InvitationDialogProps } from './invitation-dialog-props.ts';

export function ResendDialog({ invitation, onClose }: InvitationDialogProps) {
  const refresh = useRefresh();
  const toast = useToast();
  const { features } = useSession();
  return (
    <ConfirmDialog
      title="Resend this invitation?"
      act="Resend"
      onClose={onClose}
      onConfirm={async () => {
        await request<ChangeReceipt>('POST', `/v1/invitations/${invitation.id}/resend`);
        toast(
          features.mail
            ? `A new mail to ${invitation.address} is on its way.`
            : `${invitation.address} has a new link. Mail is not sent from here: copy the link.`,
        );
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
