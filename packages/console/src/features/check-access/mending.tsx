import type { AccessCheck, AccessRemedy } from '@latchkey/contract';
import { isEntityId } from '@latchkey/engine';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccessModel } from '../../api/access-model.ts';
import { AccessSentence, sentenceText } from '../../shared-ui/access-sentence.tsx';
import { Initials } from '../../shared-ui/initials.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import type { AskedCheck } from './check-search.ts';
import { RemedyDialog } from './remedy-dialog.tsx';

interface MendingProps {
  readonly asked: AskedCheck;
  readonly check: AccessCheck;
  /** What was missing is given, and the answer is there again. */
  readonly onMended: () => void;
}

/** What would turn the answer into a yes: what the reader can do here and now, then who else can. */
export function Mending({ asked, check, onMended }: MendingProps) {
  const [chosen, setChosen] = useState<AccessRemedy | null>(null);
  const { assignment } = useAccessModel();
  const { helpers, moreHelpers } = check;
  return (
    <aside className="check-mending">
      <h3>What would make it a yes</h3>
      <ul className="check-remedies">
        {check.remedies.map((remedy, index) => (
          <li key={sentenceText(remedy.text)}>
            {remedy.act ? (
              <>
                <AccessSentence parts={remedy.text} small />
                {remedy.completes ? null : (
                  <p className="sub">Something else is missing after that.</p>
                )}
                <Button
                  variant={index === 0 ? 'filled' : 'default'}
                  fullWidth
                  onClick={() => setChosen(remedy)}
                >
                  {remedy.act.label}
                </Button>
              </>
            ) : (
              <p>{sentenceText(remedy.text)}</p>
            )}
          </li>
        ))}
      </ul>
      {assignment === 'direct' && isEntityId(check.place.id) ? (
        <p>
          <Link
            to="/places/$placeId"
            params={{ placeId: check.place.id }}
            search={{ search: check.person }}
          >
            Open the table of {check.place.name}
          </Link>
        </p>
      ) : null}
      {helpers.length > 0 ? (
        <>
          <h3>Others who can fix it</h3>
          <ul className="check-helpers">
            {helpers.map((helper) => (
              <li key={helper.memberId}>
                <Initials name={helper.name} size="small" />
                <div>
                  <Link to="/people/$memberId" params={{ memberId: helper.memberId }}>
                    {helper.name}
                  </Link>
                  <div className="sub">{helper.because}</div>
                </div>
              </li>
            ))}
          </ul>
          {moreHelpers > 0 ? <p className="sub">and {peopleText(moreHelpers)} more</p> : null}
        </>
      ) : null}
      {chosen?.act ? (
        <RemedyDialog
          memberId={asked.memberId}
          remedy={chosen}
          act={chosen.act}
          onMended={onMended}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </aside>
  );
}
