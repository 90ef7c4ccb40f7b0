import type { ChangeReceipt, Member, MemberAccess } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../../api/api-problem.ts';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import { AccessPlan } from './access-plan.tsx';

interface SaveAccessProps {
  readonly member: Member;
  /** What was chosen; null while it is not complete, or no other than before. */
  readonly access: MemberAccess | null;
  readonly act: string;
  readonly onClose: () => void;
}

/** What saving would do, then the act; it waits until its plan says that it can be done. */
export function SaveAccess({ member, access, act, onClose }: SaveAccessProps) {
  const [applies, setApplies] = useState(false);
  const refresh = useRefresh();
  const toast = useToast();
  const save = useMutation({
    mutationFn: () =>
      request<ChangeReceipt>('PUT', `/v1/members/${member.id}/access`, {
        body: access,
        ifMatch: member.etag,
      }),
    onSuccess: async (receipt) => {
      toast(`The access of ${member.name || member.address} is changed.`, receipt.changeId);
      onClose();
      await refresh();
    },
  });
  return (
    <>
      {access ? <AccessPlan member={member} access={access} onApplies={setApplies} /> : null}
      {save.error ? <ProblemNote problem={toProblem(save.error)} /> : null}
      <div className="line access-editor-foot">
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="filled"
          disabled={access === null || !applies}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {act}
        </Button>
      </div>
    </>
  );
}
