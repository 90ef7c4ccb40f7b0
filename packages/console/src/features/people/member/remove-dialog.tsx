import type { ChangeReceipt } from '@latchkey/contract';
import { useState } from 'react';
import { request } from '../../../api/request.ts';
import { useSession } from '../../../api/session.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { PlanPreview } from '../../../shared-ui/plan-preview.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import type { NamedMember } from './member-dialog.ts';
import { typedFor } from './typed-for.ts';

interface RemoveDialogProps {
  readonly member: NamedMember;
  readonly onClose: () => void;
  readonly onSuspendInstead: () => void;
}

export function RemoveDialog({ member, onClose, onSuspendInstead }: RemoveDialogProps) {
  const { organization } = useSession();
  const refresh = useRefresh();
  const toast = useToast();
  const name = member.name || member.address;
  const [applies, setApplies] = useState(false);
  const path = `/v1/members/${member.id}/remove`;
  return (
    <ConfirmDialog
      title="Remove this person?"
      act="Remove"
      danger
      typed={typedFor(member)}
      disabled={!applies}
      size="lg"
      onClose={onClose}
      onConfirm={async () => {
        const receipt = await request<ChangeReceipt>('POST', path);
        toast(`${name} is removed.`, receipt.changeId);
        await refresh();
      }}
    >
      <p>
        <b>{name}</b> leaves {organization.name}: all access is taken away and every session ends
        now. The person can be restored later, with or without the access held today.
      </p>
      <PlanPreview write={{ method: 'POST', path }} onApplies={setApplies} />
      <p className="sub">
        Only for a while?{' '}
        <button type="button" className="linkish" onClick={onSuspendInstead}>
          Suspend instead
        </button>
      </p>
    </ConfirmDialog>
  );
}
