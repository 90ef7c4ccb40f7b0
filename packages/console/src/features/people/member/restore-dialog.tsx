import type { ChangeReceipt } from '@latchkey/contract';
import { Radio } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { PlanPreview } from '../../../shared-ui/plan-preview.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import type { NamedMember } from './member-dialog.ts';

export function RestoreDialog({ member, onClose }: { member: NamedMember; onClose: () => void }) {
  const [withAccess, setWithAccess] = useState(true);
  const [applies, setApplies] = useState(false);
  const refresh = useRefresh();
  const toast = useToast();
  const name = member.name || member.address;
  const path = `/v1/members/${member.id}/restore`;
  return (
    <ConfirmDialog
      title="Restore this person?"
      act="Restore"
      disabled={!applies}
      size="lg"
      onClose={onClose}
      onConfirm={async () => {
        const receipt = await request<ChangeReceipt>('POST', path, { body: { withAccess } });
        toast(`${name} is restored.`, receipt.changeId);
        await refresh();
      }}
    >
      <Radio.Group
        label={`How shall ${name} come back?`}
        value={withAccess ? 'with' : 'without'}
        onChange={(value) => setWithAccess(value === 'with')}
      >
        <div className="stack" style={{ paddingTop: 'var(--s-2)' }}>
          <Radio
            value="with"
            label="Restore previous access"
            description="The sets and places held before, where they still exist."
          />
          <Radio
            value="without"
            label="Start fresh"
            description="Without any access until you give some."
          />
        </div>
      </Radio.Group>
      <PlanPreview write={{ method: 'POST', path, body: { withAccess } }} onApplies={setApplies} />
    </ConfirmDialog>
  );
}
