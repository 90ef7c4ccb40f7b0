import type { ProposeAnswer } from '@latchkey/contract';
import { Button, Skeleton, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { request } from '../../api/request.ts';
import { useSession } from '../../api/session.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { Note } from '../../shared-ui/note.tsx';
import { countText, numberText, peopleText } from '../../shared-ui/number-text.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { type AddPeopleDraft, inviteRequestOf } from './add-people-draft.ts';
import type { Standing } from './address-standing.ts';
import { ReviewSentence } from './review-sentence.tsx';
import { StepPanel } from './step-panel.tsx';
import { type Step, type StepKey, stepBeside } from './steps.ts';

interface ProposeStepProps {
  readonly draft: AddPeopleDraft;
  readonly steps: readonly Step[];
  readonly people: readonly Standing[];
  readonly onStep: (step: StepKey) => void;
  readonly onProposed: (answer: ProposeAnswer) => void;
}

const reasonAtMost = 500;

/** For whoever may propose people but not invite them: read once, say why, put before the owners. */
export function ProposeStep({ draft, steps, people, onStep, onProposed }: ProposeStepProps) {
  const organizationId = useSession().organization.id;
  const refresh = useRefresh();
  const sets = useQuery(permissionSetsQuery);
  const [reason, setReason] = useState('');
  const invitation = inviteRequestOf(draft, people, organizationId);
  const before = stepBeside(steps, 'review', -1);
  const rehearsal = useQuery({
    queryKey: ['requests', 'rehearsal', invitation],
    queryFn: ({ signal }) =>
      request<ProposeAnswer>('POST', '/v1/requests', {
        body: { invitation, reason: 'Being written.' },
        dryRun: true,
        signal,
      }),
    staleTime: 0,
  });
  const propose = useMutation({
    mutationFn: () =>
      request<ProposeAnswer>('POST', '/v1/requests', { body: { invitation, reason } }),
    onSuccess: async (answer) => {
      onProposed(answer);
      await refresh();
    },
  });
  const plan = rehearsal.data;
  const good = plan?.results.filter(({ result }) => result === 'invited').length ?? 0;
  const refused = plan?.results.filter(({ problem }) => problem !== null) ?? [];
  const failed = propose.error ?? rehearsal.error;
  return (
    <StepPanel
      title="Read it once, then ask"
      lead="An owner decides. Nobody gets an invitation before."
      back={before && { label: before.label, onPress: () => onStep(before.key) }}
      main={
        <Button
          variant="filled"
          leftSection={<IconSend />}
          disabled={good === 0 || reason.trim() === ''}
          loading={propose.isPending}
          onClick={() => propose.mutate()}
        >
          Propose {peopleText(good)}
        </Button>
      }
    >
      {failed ? <ProblemNote problem={toProblem(failed)} /> : null}
      {plan ? (
        <ReviewSentence
          parts={plan.sentence}
          role={draft.role}
          setNames={(sets.data ?? [])
            .filter((set) => draft.setIds.has(set.id))
            .map((set) => set.name)}
          onStep={onStep}
        />
      ) : rehearsal.error ? null : (
        <Skeleton height={96} />
      )}
      {refused.map(({ address, problem }) => (
        <Note key={address} tone="danger" title={problem?.title}>
          <bdi>{address}</bdi>: {problem?.remedy}
        </Note>
      ))}
      <Textarea
        label="Why are they needed?"
        description={`${numberText(reason.length)} of ${reasonAtMost} characters. Owners read it when they decide.`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        autosize
        minRows={2}
        maxLength={reasonAtMost}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </StepPanel>
  );
}

/** What happens now: nothing, until an owner decides. */
export function ProposeResult({ answer }: { answer: ProposeAnswer }) {
  const good = answer.results.filter(({ result }) => result === 'invited').length;
  return (
    <>
      <PageHeader
        title={answer.requestId ? `${peopleText(good)} proposed` : 'Nobody was proposed'}
        acts={
          <Button component={Link} to="/requests" variant="filled">
            Open your requests
          </Button>
        }
      />
      <PageBody>
        {answer.lapsesAt ? (
          <Note tone="positive" title="The owners have a mail about it.">
            Nobody is invited before one of them approves. Without an answer the request lapses on{' '}
            <Timestamp at={answer.lapsesAt} show="exact" />. You get a mail either way.
          </Note>
        ) : null}
        {answer.results.some(({ problem }) => problem !== null) ? (
          <Note
            tone="caution"
            title={`${countText(answer.results.length - good, 'address is', 'addresses are')} left out.`}
          >
            {answer.results.map(({ address, problem }) =>
              problem ? (
                <p key={address}>
                  <bdi>{address}</bdi>: {problem.title} {problem.remedy}
                </p>
              ) : null,
            )}
          </Note>
        ) : null}
      </PageBody>
    </>
  );
}
