import type { ChangeReceipt } from '@latchkey/contract';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import type { NamedMember } from './member-dialog.ts';
import { typedFor } from './typed-for.ts';

export function SuspendDialog({ member, onClose }: { member: NamedMember; onClose: () => void }) {
  const refresh = useRefresh();
  const toast = useToast();
  const name = member.name || member.address;
  return (
    <ConfirmDialog
      title="Suspend this person?"
      act="Suspend"
      danger
      typed={typedFor(member)}
      onClose={onClose}
      onConfirm={async () => {
        const receipt = await request<ChangeReceipt>('POST', `/v1/members/${member.id}/suspend`);
        toast(`${name} is suspended.`, receipt.changeId);
        await refresh();
      }}
    >
      <p>
        <b>{name}</b> cannot sign in and may do nothing until resumed. Every session ends now;
        everything that was set up is kept.
      </p>
    </ConfirmDialog>
  );
}
