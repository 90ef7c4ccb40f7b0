import type { Entity } from '@latchkey/contract';
import { isMemberId } from '@latchkey/engine';
import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { placesLabel, useAccessModel } from '../../api/access-model.ts';
import { inSentence, useWords } from '../../api/model-words.ts';
import { request } from '../../api/request.ts';
import { useSession } from '../../api/session.ts';
import { AccessEnd } from '../../shared-ui/access-end/access-end.tsx';
import { accessEndProblem } from '../../shared-ui/access-end/access-end-choice.ts';
import { Note } from '../../shared-ui/note.tsx';
import { PersonSelect } from '../../shared-ui/person-select.tsx';
import { type StartingDraft, startingOf } from './add-people-draft.ts';
import type { Standing } from './address-standing.ts';
import { MiddleStep } from './middle-step.tsx';
import { OutsidersNote } from './outsiders-note.tsx';
import { SignInChoice } from './sign-in-choice.tsx';
import { asksLater } from './starting-scope.ts';
import { startingWords } from './starting-words.ts';
import type { StepProps } from './steps.ts';

interface StartStepProps extends StepProps {
  /** Who will be invited. */
  readonly people: readonly Standing[];
}

/** What new people begin with; one way has to be chosen. */
export function StartStep({ draft, change, steps, onGo, people }: StartStepProps) {
  const model = useAccessModel();
  const words = useWords();
  const session = useSession();
  const provider = session.features.identityProvider;
  const [asked, setAsked] = useState(false);
  const isOwner = session.member.role === 'owner';
  const here = useQuery({
    queryKey: ['entities', draft.at],
    queryFn: ({ signal }) => request<Entity>('GET', `/v1/entities/${draft.at}`, { signal }),
    enabled: draft.at !== null,
  }).data;
  const places = inSentence(placesLabel(model));
  const { starting } = draft;
  const choose = (kind: StartingDraft['kind']) =>
    change({
      starting: { later: null, copyFrom: null, ...starting, kind },
      role: kind === 'owner' ? 'owner' : 'member',
    });
  const complete = startingOf(draft, asksLater(session, draft)) !== null;
  const where = here
    ? `at ${here.name}`
    : isOwner
      ? `in all ${places}`
      : `in the ${places} that you manage`;
  const onlyOwners = `Only an ${inSentence(words.owner)} can choose this.`;
  const ways: Record<StartingDraft['kind'], { label: string; lead: ReactNode; off?: boolean }> = {
    default: {
      label: startingWords.default,
      lead: `Edit, and publish nothing, ${where}. What a module that is off leaves no room for is left out.`,
    },
    none: {
      label: startingWords.none,
      lead: isOwner
        ? `Can sign in and sees none of the ${places} until somebody lets them in.`
        : onlyOwners,
      off: !isOwner,
    },
    copy: {
      label: 'Copy from somebody',
      lead: 'Hold what somebody else holds now. A copy, not a link: later changes there change nothing here.',
    },
    owner: {
      label: words.owner,
      lead: isOwner
        ? `Everything in all ${places}, and the organization itself; can make others the same.`
        : onlyOwners,
      off: !isOwner,
    },
  };
  return (
    <div className="add-split">
      <MiddleStep
        of="type"
        steps={steps}
        onGo={onGo}
        title="What do they begin with?"
        lead="One choice for everybody on the list. It can be changed for each person later."
        onContinue={() => {
          setAsked(true);
          return complete && accessEndProblem(draft.end, Date.now()) === null;
        }}
      >
        <Radio.Group
          aria-label="Starting access"
          value={starting?.kind ?? null}
          onChange={(kind) => {
            const way = model.startingAccess.find((offered) => offered === kind);
            if (way) choose(way);
          }}
          error={asked && starting === null ? 'Choose one of the ways to begin.' : null}
        >
          <div className="add-ways">
            {model.startingAccess.map((kind) => (
              <Radio.Card
                key={kind}
                value={kind}
                className="place-kind"
                aria-label={ways[kind].label}
                disabled={ways[kind].off ?? false}
              >
                <Radio.Indicator />
                <span>
                  <b>{ways[kind].label}</b>
                  <span className="sub">{ways[kind].lead}</span>
                </span>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
        {starting?.kind === 'default' && asksLater(session, draft) ? (
          <Radio.Group
            label={`Also in ${places} that are added later?`}
            value={starting.later === null ? null : String(starting.later)}
            onChange={(later) => change({ starting: { ...starting, later: later === 'true' } })}
            error={asked && starting.later === null ? 'Choose one of the two.' : null}
          >
            <div className="stack-small">
              <Radio value="false" label={`No, only in the ${places} that exist today`} />
              <Radio value="true" label="Yes, in later ones too" />
            </div>
          </Radio.Group>
        ) : null}
        {starting?.kind === 'copy' ? (
          <PersonSelect
            label="Copy from"
            value={starting.copyFrom ?? undefined}
            onChange={(memberId) =>
              change({
                starting: {
                  ...starting,
                  copyFrom: memberId !== undefined && isMemberId(memberId) ? memberId : null,
                },
              })
            }
            error={asked && starting.copyFrom === null ? 'Choose whose access is copied.' : null}
          />
        ) : null}
        {provider === null ? null : (
          <SignInChoice draft={draft} change={change} provider={provider} />
        )}
        <AccessEnd
          label="Temporary"
          description="Their access ends by itself. Switch it on for anyone who is needed only for a while."
          value={draft.end}
          onChange={(end) => change({ end })}
        />
      </MiddleStep>
      <aside className="stack" aria-label="Advice">
        <OutsidersNote people={people} end={draft.end} onEnd={(end) => change({ end })} />
        <Note title="Give the least that the work needs">
          More can be ticked later in a moment; what is too much is seldom taken away.
        </Note>
      </aside>
    </div>
  );
}
