import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useAccessModel } from '../../api/access-model.ts';
import { inSentence, wordsOf } from '../../api/model-words.ts';
import { useSession } from '../../api/session.ts';
import { AccessEnd } from '../../shared-ui/access-end/access-end.tsx';
import { accessEndProblem } from '../../shared-ui/access-end/access-end-choice.ts';
import { Note } from '../../shared-ui/note.tsx';
import type { Standing } from './address-standing.ts';
import { MiddleStep } from './middle-step.tsx';
import { OutsidersNote } from './outsiders-note.tsx';
import { SignInChoice } from './sign-in-choice.tsx';
import { SkippedSteps } from './skipped-steps.tsx';
import type { StepProps } from './steps.ts';

interface TypeStepProps extends StepProps {
  /** Who will be invited. */
  readonly people: readonly Standing[];
}

/** As what: owner or member, how they sign in, and whether the access has an end. */
export function TypeStep({ draft, change, steps, onGo, people }: TypeStepProps) {
  const { member, features } = useSession();
  const provider = features.identityProvider;
  const [asked, setAsked] = useState(false);
  const model = useAccessModel();
  const words = wordsOf(model);
  const oneSet = model.assignment === 'one_set';
  const mayMakeOwners = member.role === 'owner';
  const endProblem = accessEndProblem(draft.end, Date.now());
  return (
    <div className="add-split">
      <MiddleStep
        of="type"
        steps={steps}
        onGo={onGo}
        title={`${words.owner} or ${inSentence(words.member)}?`}
        lead="One choice for everybody on the list."
        onContinue={() => {
          setAsked(true);
          return draft.role !== null && endProblem === null;
        }}
      >
        <Radio.Group
          aria-label="Type"
          value={draft.role}
          onChange={(role) => change({ role: role === 'owner' ? 'owner' : 'member' })}
          error={asked && draft.role === null ? 'Choose one of the two.' : null}
        >
          <div className="place-kinds">
            <Radio.Card value="member" className="place-kind" aria-label={words.member}>
              <Radio.Indicator />
              <span>
                <b>{words.member}</b>
                <span className="sub">
                  {oneSet
                    ? `Can do what the ${words.set} allows.`
                    : 'Can do what you choose, where you choose it.'}
                </span>
              </span>
            </Radio.Card>
            <Radio.Card
              value="owner"
              className="place-kind"
              aria-label={words.owner}
              disabled={!mayMakeOwners}
            >
              <Radio.Indicator />
              <span>
                <b>{words.owner}</b>
                <span className="sub">
                  {mayMakeOwners
                    ? 'Can do everything everywhere, manages people, and can make others the same.'
                    : `Only an ${inSentence(words.owner)} can make somebody one.`}
                </span>
              </span>
            </Radio.Card>
          </div>
        </Radio.Group>
        {draft.role === null ? null : <SkippedSteps steps={steps} />}
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
        <Note title={`Two ${inSentence(words.owner)}s at least, but few`}>
          Nobody can narrow what an {inSentence(words.owner)} may do. Choose “{words.member}” unless
          they run the organization.
        </Note>
      </aside>
    </div>
  );
}
