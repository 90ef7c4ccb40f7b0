import type { ChangeReceipt } from '@latchkey/contract';
import { useState } from 'react';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { PlanPreview } from '../../../shared-ui/plan-preview.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import type { NamedMember } from './member-dialog.ts';
import { typedFor } from './typed-for.ts';

export function SuspendDialog({ member, onClose }: { member: NamedMember; onClose: () => void }) {
  const refresh = useRefresh();
  const toast = useToast();
  const name = member.name || member.address;
  const [applies, setApplies] = useState(false);
  const path = `/v1/members/${member.id}/suspend`;
  return (
    <ConfirmDialog
      title="Suspend this person?"
      act="Suspend"
      danger
      typed={typedFor(member)}
      disabled={!applies}
      size="lg"
      onClose={onClose}
      onConfirm={async () => {
        const receipt = await request<ChangeReceipt>('POST', path);
        toast(`${name} is suspended.`, receipt.changeId);
        await refresh();
      }}
    >
      <p>
        <b>{name}</b> cannot sign in and may do nothing until resumed. Every session ends now;
        everything that was set up is kept.
      </p>
      <PlanPreview write={{ method: 'POST', path }} onApplies={setApplies} />
    </ConfirmDialog>
  );
}
