import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../api/session.ts';
import { Note } from '../../shared-ui/note.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { PlacePicker } from '../../shared-ui/place-picker/place-picker.tsx';
import { isNoPlace } from '../../shared-ui/place-picker/place-selection.ts';
import { type AddPeopleDraft, type ChangeDraft, grantsAtMost } from './add-people-draft.ts';
import { StepPanel } from './step-panel.tsx';

interface WhereStepProps {
  readonly draft: AddPeopleDraft;
  readonly change: ChangeDraft;
  readonly onBack: () => void;
  readonly onContinue: () => void;
}

/** Where: the whole organization, or chosen places. */
export function WhereStep({ draft, change, onBack, onContinue }: WhereStepProps) {
  const session = useSession();
  const [asked, setAsked] = useState(false);
  const missing = isNoPlace(draft.places);
  const single = draft.places.kind === 'places' ? draft.places.ids.size : 0;
  const tooMany = single > grantsAtMost;
  const reach =
    session.member.role === 'owner'
      ? 'everywhere'
      : (session.manages['access.member.invite'] ?? []);
  return (
    <StepPanel
      title="Where will they work?"
      lead="Their sets count at these places and at everything below them, and nowhere else."
      back={{ label: 'Type', onPress: onBack }}
      main={
        <Button
          variant="filled"
          onClick={() => {
            setAsked(true);
            if (!missing && !tooMany) onContinue();
          }}
        >
          Continue to What
        </Button>
      }
    >
      {asked && missing ? (
        <Note tone="danger" role="alert" title="Choose a place.">
          A member needs one place at least. Tick places below, or choose the whole organization.
        </Note>
      ) : null}
      {tooMany ? (
        <Note
          tone="danger"
          role="alert"
          title={`These are ${numberText(single)} single places, and ${numberText(grantsAtMost)} is the most.`}
        >
          Choose a higher place with all that is in it, or use a file.
        </Note>
      ) : null}
      <PlacePicker
        label="Which places?"
        reach={reach}
        value={draft.places}
        onChange={(places) => change({ places })}
      />
    </StepPanel>
  );
}
