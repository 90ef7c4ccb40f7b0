import type { AccessModelView, ChangeReceipt, PermissionSet, PlanView } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { PlanSummary } from '../../shared-ui/plan-summary.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { type Switched, switchChange } from './switch-change.ts';

interface SwitchDialogProps {
  readonly model: AccessModelView;
  readonly set: PermissionSet;
  readonly switched: Switched;
  readonly onClose: () => void;
}

/** What a switch will do and to whom, before it is done; afterwards it can be undone. */
export function SwitchDialog({ model, set, switched, onClose }: SwitchDialogProps) {
  const refresh = useRefresh();
  const toast = useToast();
  const change = switchChange(model, set, switched);
  const path = `/v1/permission-sets/${set.id}`;
  const sent = { body: change.update, ifMatch: set.etag };
  const plan = useQuery({
    queryKey: ['permission-sets', set.id, 'switch', set.etag, change.update],
    queryFn: ({ signal }) => request<PlanView>('PATCH', path, { ...sent, dryRun: true, signal }),
    staleTime: 0,
  });
  const state = change.turnsOn ? 'on' : 'off';

  return (
    <ConfirmDialog
      title={`Switch ${state} “${change.label}” for ${set.name}?`}
      act={change.act}
      danger={change.takes}
      disabled={plan.data?.applies !== true}
      size="lg"
      onClose={onClose}
      onConfirm={async () => {
        const receipt = await request<ChangeReceipt>('PATCH', path, sent);
        toast(`${change.label} is ${state} for ${set.name}.`, receipt.changeId);
        await refresh();
      }}
    >
      <AccessSentence parts={change.sentence} denied={change.takes} />
      {plan.error ? (
        <ProblemNote problem={toProblem(plan.error)} onRetry={plan.refetch} />
      ) : plan.data ? (
        <>
          <PlanSummary plan={{ ...plan.data, sentence: [], affected: [], affectedTotal: 0 }} />
          <p className="sub">{whom(plan.data)}</p>
        </>
      ) : (
        <Skeleton height={40} />
      )}
    </ConfirmDialog>
  );
}

const shown = 4;

/** Names first: whom it concerns is what one recognizes. */
function whom({ affected, affectedTotal, applies }: PlanView): string {
  if (!applies) return '';
  if (affectedTotal === 0) return 'At present it changes nothing for anybody.';
  const names = affected.slice(0, shown).map(({ name, address }) => name || address);
  const more = affectedTotal - names.length;
  const all = more > 0 ? [...names, `${peopleText(more)} more`] : names;
  return `It concerns ${new Intl.ListFormat('en').format(all)}.`;
}
