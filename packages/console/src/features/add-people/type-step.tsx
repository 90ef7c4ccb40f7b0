import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../api/session.ts';
import { AccessEnd } from '../../shared-ui/access-end/access-end.tsx';
import { accessEndProblem } from '../../shared-ui/access-end/access-end-choice.ts';
import { Note } from '../../shared-ui/note.tsx';
import type { AddPeopleDraft, ChangeDraft } from './add-people-draft.ts';
import { StepPanel } from './step-panel.tsx';

interface TypeStepProps {
  readonly draft: AddPeopleDraft;
  readonly change: ChangeDraft;
  readonly onBack: () => void;
  readonly onContinue: () => void;
}

/** As what: owner or member, and whether the access has an end. */
export function TypeStep({ draft, change, onBack, onContinue }: TypeStepProps) {
  const { member } = useSession();
  const [asked, setAsked] = useState(false);
  const mayMakeOwners = member.role === 'owner';
  const endProblem = accessEndProblem(draft.end, Date.now());
  const proceed = () => {
    setAsked(true);
    if (draft.role !== null && endProblem === null) onContinue();
  };
  return (
    <div className="add-split">
      <StepPanel
        title="Owner or member?"
        lead="One choice for everybody on the list."
        back={{ label: 'People', onPress: onBack }}
        main={
          <Button variant="filled" onClick={proceed}>
            {draft.role === 'owner' ? 'Continue to Review' : 'Continue to Where'}
          </Button>
        }
      >
        <Radio.Group
          aria-label="Type"
          value={draft.role}
          onChange={(role) => change({ role: role === 'owner' ? 'owner' : 'member' })}
          error={asked && draft.role === null ? 'Choose one of the two.' : null}
        >
          <div className="place-kinds">
            <Radio.Card value="member" className="place-kind" aria-label="Member">
              <Radio.Indicator />
              <span>
                <b>Member</b>
                <span className="sub">Can do what you choose, where you choose it.</span>
              </span>
            </Radio.Card>
            <Radio.Card
              value="owner"
              className="place-kind"
              aria-label="Owner"
              disabled={!mayMakeOwners}
            >
              <Radio.Indicator />
              <span>
                <b>Owner</b>
                <span className="sub">
                  {mayMakeOwners
                    ? 'Can do everything everywhere, manages people, and can make other owners.'
                    : 'Only owners can make somebody an owner.'}
                </span>
              </span>
            </Radio.Card>
          </div>
        </Radio.Group>
        {draft.role === 'owner' ? (
          <Note tone="info" role="status" title="Where and What are not needed.">
            An owner has every permission in every place, so there is nothing to choose.
          </Note>
        ) : null}
        <AccessEnd
          label="Their access ends"
          description="For anyone who is needed only for a while, such as somebody from outside."
          value={draft.end}
          onChange={(end) => change({ end })}
        />
      </StepPanel>
      <aside className="stack" aria-label="About the types">
        <Note title="Few owners, but two at least">
          An owner cannot be narrowed. Make people members unless they run the organization.
        </Note>
      </aside>
    </div>
  );
}
