import type { ChangeReceipt, PermissionSet, PlanView } from '@latchkey/contract';
import { NativeSelect, Radio, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { inSentence, useWords } from '../../api/model-words.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { PlanSummary } from '../../shared-ui/plan-summary.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { bareCode, LeftWithNothing } from './left-with-nothing.tsx';

interface DeleteSetDialogProps {
  readonly set: PermissionSet;
  readonly sets: readonly PermissionSet[];
  readonly onClose: () => void;
}

/** Deleting a set in use asks what its holders get instead; nobody is left with a set that is gone. */
export function DeleteSetDialog({ set, sets, onClose }: DeleteSetDialogProps) {
  const navigate = useNavigate();
  const words = useWords();
  const refresh = useRefresh();
  const toast = useToast();
  const others = sets.filter((other) => other.id !== set.id && other.mayHandOut);
  const inUse = set.memberCount > 0;
  const [way, setWay] = useState<'move' | 'take' | null>(inUse ? null : 'take');
  const [replacement, setReplacement] = useState<string>(others[0]?.id ?? '');
  const replacementSetId = way === 'move' ? replacement : inUse ? 'none' : null;
  const path = `/v1/permission-sets/${set.id}`;
  const body = { replacementSetId };
  const rehearsal = useQuery({
    queryKey: ['permission-sets', set.id, 'deletion', body],
    queryFn: ({ signal }) =>
      request<PlanView>('DELETE', path, { body, ifMatch: set.etag, dryRun: true, signal }),
    enabled: way !== null,
    staleTime: 0,
  });
  const people = peopleText(set.memberCount);
  const acts = {
    move: `Move ${people} and delete`,
    take: inUse ? `Take it from ${people}` : `Delete ${words.set}`,
  };

  return (
    <ConfirmDialog
      title={`Delete this ${inSentence(words.permissionSet)}?`}
      act={way === null ? `Delete ${words.set}` : acts[way]}
      danger
      disabled={way === null || rehearsal.data?.applies !== true}
      size="lg"
      onClose={onClose}
      onConfirm={async () => {
        const receipt = await request<ChangeReceipt>('DELETE', path, { body, ifMatch: set.etag });
        await navigate({ to: '/permission-sets', ignoreBlocker: true });
        toast(`${set.name} is deleted.`, receipt.changeId);
        await refresh();
      }}
    >
      <p>
        <b>{set.name}</b>
        {inUse ? ` is held by ${people}. What shall they have instead?` : ' is held by nobody.'}
      </p>
      {inUse ? (
        <Radio.Group
          aria-label="What its holders get"
          value={way}
          onChange={(value) => setWay(value === 'move' ? 'move' : 'take')}
        >
          <div className="stack">
            <Radio
              value="move"
              disabled={others.length === 0}
              label={`Move ${people} to another ${words.set}`}
            />
            {way === 'move' ? (
              <NativeSelect
                label={`${words.permissionSet} that replaces it`}
                value={replacement}
                data={others.map((other) => ({ value: other.id, label: other.name }))}
                onChange={(event) => setReplacement(event.currentTarget.value)}
              />
            ) : null}
            <Radio value="take" label={`Take it from ${people}, with nothing instead`} />
          </div>
        </Radio.Group>
      ) : null}
      {rehearsal.error ? (
        <ProblemNote problem={toProblem(rehearsal.error)} onRetry={rehearsal.refetch} />
      ) : null}
      {way === null || rehearsal.error ? null : rehearsal.data ? (
        <>
          <LeftWithNothing plan={rehearsal.data} />
          <PlanSummary
            plan={{
              ...rehearsal.data,
              problems: rehearsal.data.problems.filter(({ code }) => code !== bareCode),
            }}
          />
        </>
      ) : (
        <Skeleton height={64} />
      )}
    </ConfirmDialog>
  );
}
