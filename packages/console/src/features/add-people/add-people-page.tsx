import type { InviteAnswer, ProposeAnswer } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useAccessModel } from '../../api/access-model.ts';
import { useWords } from '../../api/model-words.ts';
import { onlyProposes, useSession } from '../../api/session.ts';
import { DiscardDialog } from '../../shared-ui/discard-dialog.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PageTrail } from '../../shared-ui/page-trail.tsx';
import { type AddPeopleDraft, beginning } from './add-people-draft.ts';
import './add-people.css';
import { AddPeopleSteps } from './add-people-steps.tsx';
import { InvitationResults } from './invitation-results.tsx';
import { PeopleStep } from './people-step.tsx';
import { ProposeResult, ProposeStep } from './propose-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { StartStep } from './start-step.tsx';
import { type StepKey, stepsOf } from './steps.ts';
import { TypeStep } from './type-step.tsx';
import { useStandings } from './use-standings.ts';
import { WhatStep } from './what-step.tsx';
import { WhereStep } from './where-step.tsx';

const route = getRouteApi('/frame/people/add');

/** Adds one person or many by e-mail: who, as what, where, what; read once, then sent. */
export function AddPeoplePage() {
  const model = useAccessModel();
  const words = useWords();
  const from = route.useSearch();
  const [draft, setDraft] = useState<AddPeopleDraft>(() => beginning(model, from));
  const [step, setStep] = useState<StepKey>('people');
  const [sent, setSent] = useState<InviteAnswer | null>(null);
  const [proposed, setProposed] = useState<ProposeAnswer | null>(null);
  const proposes = onlyProposes(useSession());
  const navigate = useNavigate();
  const change = (part: Partial<AddPeopleDraft>) => setDraft((now) => ({ ...now, ...part }));
  const check = useStandings(draft.entries);
  const people = check.standings.filter((each) => each.fate === 'invite');

  const entered = draft.entries.length + (draft.typed.trim() === '' ? 0 : 1);
  const dirty = sent === null && proposed === null && entered > 0;
  const blocker = useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });

  const top = useRef<HTMLDivElement>(null);
  const go = (next: StepKey) => {
    setStep(next);
    requestAnimationFrame(() => {
      window.scrollTo({ top: 0 });
      top.current?.querySelector<HTMLElement>('[data-step-start]')?.focus({ preventScroll: true });
    });
  };
  const steps = stepsOf(model, draft.role);
  const choosing = { draft, change, steps, onGo: go };
  const start = () => {
    setDraft(beginning(model, from));
    setSent(null);
    go('people');
  };

  if (proposed) return <ProposeResult answer={proposed} />;
  if (sent) {
    return (
      <InvitationResults
        draft={draft}
        people={people}
        answer={sent}
        onAnswer={setSent}
        onAddMore={start}
      />
    );
  }

  return (
    <>
      <PageHeader
        title={words.addPeople}
        crumb={
          <PageTrail page="people">
            <Link to="/people">{words.people}</Link>
          </PageTrail>
        }
        acts={<Button onClick={() => void navigate({ to: '/people' })}>Close</Button>}
      />
      <PageBody>
        <AddPeopleSteps
          steps={steps}
          step={step}
          draft={draft}
          people={people.length}
          onStep={go}
        />
        <div ref={top}>
          {step === 'people' ? (
            <PeopleStep draft={draft} change={change} check={check} onContinue={() => go('type')} />
          ) : null}
          {step === 'type' && model.startingAccess.length > 0 ? (
            <StartStep {...choosing} people={people} />
          ) : null}
          {step === 'type' && model.startingAccess.length === 0 ? (
            <TypeStep {...choosing} people={people} />
          ) : null}
          {step === 'where' ? <WhereStep {...choosing} /> : null}
          {step === 'what' ? <WhatStep {...choosing} people={people} /> : null}
          {step === 'review' && proposes ? (
            <ProposeStep
              draft={draft}
              steps={steps}
              people={people}
              onStep={go}
              onProposed={setProposed}
            />
          ) : null}
          {step === 'review' && !proposes ? (
            <ReviewStep
              draft={draft}
              change={change}
              steps={steps}
              standings={check.standings}
              onStep={go}
              onSent={setSent}
            />
          ) : null}
        </div>
      </PageBody>
      {blocker.status === 'blocked' ? (
        <DiscardDialog
          what={peopleText(entered)}
          onKeep={blocker.reset}
          onDiscard={blocker.proceed}
        >
          Nothing was sent. The addresses and the access you chose are lost when you leave.
        </DiscardDialog>
      ) : null}
    </>
  );
}
