import type { InviteAnswer } from '@latchkey/contract';
import { Button, Skeleton, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { useWords } from '../../api/model-words.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { request } from '../../api/request.ts';
import { useSession } from '../../api/session.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { AdviceNote } from '../../shared-ui/advice-note.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { countText, numberText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import {
  type AddPeopleDraft,
  type ChangeDraft,
  inviteRequestOf,
  noteAtMost,
  startingOf,
} from './add-people-draft.ts';
import { type Standing, tally } from './address-standing.ts';
import { EndsTable } from './ends-table.tsx';
import { ReviewSentence } from './review-sentence.tsx';
import { StartingNote } from './starting-note.tsx';
import { asksLater } from './starting-scope.ts';
import { StepPanel } from './step-panel.tsx';
import { type Step, type StepKey, stepBeside } from './steps.ts';

interface ReviewStepProps {
  readonly draft: AddPeopleDraft;
  readonly change: ChangeDraft;
  readonly steps: readonly Step[];
  readonly standings: readonly Standing[];
  readonly onStep: (step: StepKey) => void;
  readonly onSent: (answer: InviteAnswer) => void;
}

/** Read once, then sent: the access in a sentence, the mails, the ends. */
export function ReviewStep(props: ReviewStepProps) {
  const { draft, change, steps, standings, onSent } = props;
  // Where access is chosen in one step, every phrase leads back to that one.
  const onStep = (wanted: StepKey) =>
    props.onStep(steps.some(({ key }) => key === wanted) ? wanted : 'type');
  const before = stepBeside(steps, 'review', -1);
  const session = useSession();
  const words = useWords();
  const refresh = useRefresh();
  const provider = session.features.identityProvider;
  const sets = useQuery(permissionSetsQuery);
  const people = standings.filter((each) => each.fate === 'invite');
  const body = inviteRequestOf(
    draft,
    people,
    session.organization.id,
    startingOf(draft, asksLater(session, draft)),
  );
  const { note: _, ...asked } = body;
  const rehearsal = useQuery({
    queryKey: ['invitations', 'rehearsal', asked],
    queryFn: ({ signal }) =>
      request<InviteAnswer>('POST', '/v1/invitations', { body: asked, dryRun: true, signal }),
    staleTime: 0,
  });
  const send = useMutation({
    mutationFn: () => request<InviteAnswer>('POST', '/v1/invitations', { body }),
    onSuccess: async (answer) => {
      onSent(answer);
      await refresh();
    },
  });
  const plan = rehearsal.data;
  const refused = plan?.results.filter((each) => each.problem !== null) ?? [];
  const counts = tally(standings);
  const act =
    plan && plan.invited > 0
      ? `Send ${countText(plan.invited, 'invitation', 'invitations')}`
      : 'Send';

  return (
    <div className="add-split">
      <StepPanel
        title="Read it once, then send"
        lead="Press a dotted phrase to change it."
        back={before && { label: before.label, onPress: () => onStep(before.key) }}
        main={
          <Button
            variant="filled"
            leftSection={<IconSend />}
            disabled={!plan || plan.invited === 0}
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            {act}
          </Button>
        }
      >
        {send.error ? <ProblemNote problem={toProblem(send.error)} /> : null}
        {rehearsal.error ? (
          <ProblemNote problem={toProblem(rehearsal.error)} onRetry={rehearsal.refetch} />
        ) : null}
        {plan ? (
          <>
            <ReviewSentence
              parts={plan.sentence}
              role={draft.role}
              setNames={(sets.data ?? [])
                .filter((set) => draft.setIds.has(set.id))
                .map((set) => set.name)}
              onStep={onStep}
            />
            {refused.length > 0 ? (
              <Refusals
                refused={refused}
                all={plan.invited === 0}
                onPeople={() => onStep('people')}
              />
            ) : null}
            {plan.starting ? <StartingNote starting={plan.starting} /> : null}
            <EndsTable
              linkEndsAt={plan.linkEndsAt}
              accessEndsAt={draft.end.kind === 'at' ? draft.end.instant : null}
            />
          </>
        ) : rehearsal.error ? null : (
          <div aria-busy="true">
            <span className="sr">Working out what will happen</span>
            <Skeleton height={160} />
          </div>
        )}
        <Textarea
          label="A note from you (optional)"
          description={`${numberText(draft.note.length)} of ${noteAtMost} characters. It stands above the button in the mail.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={2}
          maxLength={noteAtMost}
          value={draft.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      </StepPanel>
      <aside className="stack" aria-label="What happens">
        <dl className="add-facts">
          <dt>Mails</dt>
          <dd>
            <b>{numberText(plan?.invited ?? people.length)}</b>, one each
          </dd>
          <dt>{words.signIn}</dt>
          <dd>{provider !== null && draft.signInMethod === 'sso' ? provider : 'Local account'}</dd>
          <dt>Access starts</dt>
          <dd>When each person accepts</dd>
          {draft.takenOut + counts.none + counts.cannot > 0 ? (
            <>
              <dt>Not invited</dt>
              <dd>{notInvited(draft.takenOut, counts.none, counts.cannot)}</dd>
            </>
          ) : null}
        </dl>
        {session.features.mail ? null : (
          <Note tone="caution" title="No mail server is set up.">
            The invitations wait, and each has a link that you can copy and hand over.
          </Note>
        )}
        <AdviceNote
          advice={plan?.advice ?? []}
          ways={{
            type: () => onStep('type'),
            where: () => onStep('where'),
            what: () => onStep('what'),
          }}
        />
      </aside>
    </div>
  );
}

function notInvited(takenOut: number, none: number, cannot: number): string {
  const parts = [
    takenOut > 0 ? `${numberText(takenOut)} taken out` : null,
    none > 0 ? `${numberText(none)} ${none === 1 ? 'needs' : 'need'} none` : null,
    cannot > 0 ? `${numberText(cannot)} cannot be invited` : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** Who does not go out, and why; the others still do. */
function Refusals({
  refused,
  all,
  onPeople,
}: {
  refused: InviteAnswer['results'];
  all: boolean;
  onPeople: () => void;
}) {
  const reasons = new Map<string, { title: string; remedy: string; addresses: string[] }>();
  for (const { address, problem } of refused) {
    if (!problem) continue;
    const known = reasons.get(problem.code);
    if (known) known.addresses.push(address);
    else reasons.set(problem.code, { ...problem, addresses: [address] });
  }
  return [...reasons].map(([code, { title, remedy, addresses }]) => (
    <Note key={code} tone="danger" role="alert" title={title}>
      <p>{remedy}</p>
      {all && reasons.size === 1 ? null : (
        <p className="sub">
          {addresses.slice(0, 5).join(', ')}
          {addresses.length > 5 ? ` and ${numberText(addresses.length - 5)} more` : ''}
        </p>
      )}
      {code === 'sign_in_name_taken' || code === 'invalid_sign_in_name' ? (
        <button type="button" className="linkish" onClick={onPeople}>
          Change the sign-in name
        </button>
      ) : null}
    </Note>
  ));
}
