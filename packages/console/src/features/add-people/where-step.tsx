import { useState } from 'react';
import { inSentence, useWords } from '../../api/model-words.ts';
import { useSession } from '../../api/session.ts';
import { Note } from '../../shared-ui/note.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { PlacePicker } from '../../shared-ui/place-picker/place-picker.tsx';
import { isNoPlace } from '../../shared-ui/place-picker/place-selection.ts';
import { grantsAtMost } from './add-people-draft.ts';
import { MiddleStep } from './middle-step.tsx';
import type { StepProps } from './steps.ts';

/** Where: the whole organization, or chosen places. */
export function WhereStep({ draft, change, steps, onGo }: StepProps) {
  const session = useSession();
  const [asked, setAsked] = useState(false);
  const words = useWords();
  const missing = isNoPlace(draft.places);
  const single = draft.places.kind === 'places' ? draft.places.ids.size : 0;
  const tooMany = single > grantsAtMost;
  const { manages: held } = session;
  const reach =
    session.member.role === 'owner'
      ? 'everywhere'
      : (held['access.member.invite'] ?? held['access.member.propose'] ?? []);
  return (
    <MiddleStep
      of="where"
      steps={steps}
      onGo={onGo}
      title="Where will they work?"
      lead="Their sets count at these places and at everything below them, and nowhere else."
      onContinue={() => {
        setAsked(true);
        return !missing && !tooMany;
      }}
    >
      {asked && missing ? (
        <Note tone="danger" role="alert" title="Choose a place.">
          A {inSentence(words.member)} needs one place at least. Tick places below, or choose the
          whole organization.
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
    </MiddleStep>
  );
}
