import { Button, Checkbox } from '@mantine/core';
import { IconClipboardText } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { Note } from '../../shared-ui/note.tsx';
import { numberText, peopleText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import type { AddPeopleDraft, ChangeDraft } from './add-people-draft.ts';
import { AddressBox } from './address-box.tsx';
import { AddressList } from './address-list.tsx';
import { tally } from './address-standing.ts';
import { ContactDetails } from './contact-details.tsx';
import { addEntered, addressesAtMost, pastedGrid, takeOut } from './entered-addresses.ts';
import { GridOffer } from './grid-offer.tsx';
import { StepPanel } from './step-panel.tsx';
import { TallyLine } from './tally-line.tsx';
import type { useStandings } from './use-standings.ts';

interface PeopleStepProps {
  readonly draft: AddPeopleDraft;
  readonly change: ChangeDraft;
  readonly check: ReturnType<typeof useStandings>;
  readonly onContinue: () => void;
}

/** Who: addresses typed or pasted in any form, each with how it stands and the way out. */
export function PeopleStep({ draft, change, check, onContinue }: PeopleStepProps) {
  const { standings } = check;
  const counts = tally(standings);
  const [onlyProblems, setOnlyProblems] = useState(false);
  const [grid, setGrid] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const cannot = standings.filter((each) => each.fate === 'cannot');
  const shown = onlyProblems ? standings.filter((each) => each.fate !== 'invite') : standings;
  const tooMany = draft.entries.length > addressesAtMost;

  const add = (text: string) => change({ entries: addEntered(draft.entries, text), typed: '' });
  const onPaste = (text: string) => {
    if (pastedGrid(text)) setGrid(text);
    else add(text);
  };

  const problem = problemOf();
  function problemOf(): string | null {
    if (draft.entries.length === 0) return 'Enter the address of one person at least.';
    if (tooMany) {
      return `${numberText(draft.entries.length)} addresses are more than one flow takes (${numberText(addressesAtMost)}). Take some out, or use a file.`;
    }
    return counts.invite === 0 ? 'None of these addresses can be invited as it is.' : null;
  }

  const proceed = () => {
    if (draft.typed.trim() !== '') add(draft.typed);
    setAsked(true);
    setLeaving(true);
  };
  // What was typed last is checked before the step is left.
  const settled = draft.typed.trim() === '' && (counts.checking === 0 || tooMany);
  useEffect(() => {
    if (!leaving || (!settled && !check.error)) return;
    setLeaving(false);
    if (settled && problem === null) onContinue();
  }, [leaving, settled, problem, check.error, onContinue]);

  return (
    <div className="add-split">
      <StepPanel
        title="Who are they?"
        lead="Type or paste addresses in any form: one per line, with commas, from Outlook or a spreadsheet."
        acts={
          cannot.length > 0 ? (
            <Button
              onClick={() =>
                change({
                  entries: takeOut(draft.entries, new Set(cannot.map((each) => each.entry.key))),
                  takenOut: draft.takenOut + cannot.length,
                })
              }
            >
              Take out {numberText(cannot.length)} that cannot be invited
            </Button>
          ) : null
        }
        main={
          <Button
            variant="filled"
            loading={leaving}
            // The box keeps the focus: committing on blur would move the button from under the press.
            onMouseDown={(event) => event.preventDefault()}
            onClick={proceed}
          >
            {counts.invite > 0 ? `Continue with ${peopleText(counts.invite)}` : 'Continue'}
          </Button>
        }
      >
        <AddressBox
          value={draft.typed}
          onChange={(typed) => change({ typed })}
          onCommit={add}
          onPaste={onPaste}
          error={asked && settled ? problem : null}
        />
        {grid ? (
          <GridOffer
            text={grid}
            onAddresses={(addresses) => {
              add(addresses);
              setGrid(null);
            }}
            onClose={() => setGrid(null)}
          />
        ) : null}
        {check.error ? (
          <ProblemNote problem={toProblem(check.error)} onRetry={check.retry} />
        ) : null}
        {standings.length > 0 ? (
          <div className="line add-tally">
            <TallyLine tally={counts} />
            <span className="grow" />
            {counts.none + counts.cannot > 0 || onlyProblems ? (
              <Checkbox
                label="Only problems"
                checked={onlyProblems}
                onChange={(event) => setOnlyProblems(event.currentTarget.checked)}
              />
            ) : null}
          </div>
        ) : null}
        <AddressList
          standings={shown}
          entries={draft.entries}
          onEntries={(entries) => change({ entries })}
        />
        {counts.invite > 0 ? (
          <ContactDetails
            people={standings.filter((each) => each.fate === 'invite')}
            entries={draft.entries}
            onEntries={(entries) => change({ entries })}
          />
        ) : null}
      </StepPanel>
      <aside className="stack" aria-label="Other ways">
        <Note
          tone="info"
          icon={<IconClipboardText className="i" aria-hidden />}
          title="Different access for each person?"
        >
          Put it in a file: one row each, with sets and places.{' '}
          <Link to="/imports/new" search={{ kind: 'people' }}>
            Import people from a file
          </Link>
        </Note>
        <p className="sub">Nothing is sent until you press the button on the last step.</p>
      </aside>
    </div>
  );
}
