import { useState } from 'react';
import { AccessEnd } from '../../../shared-ui/access-end/access-end.tsx';
import {
  type AccessEndChoice,
  accessEndProblem,
  noAccessEnd,
} from '../../../shared-ui/access-end/access-end-choice.ts';
import { peopleText } from '../../../shared-ui/number-text.ts';
import { BulkDialog, type BulkTarget } from './bulk-dialog.tsx';

export function SetEndDialog(target: BulkTarget) {
  const [end, setEnd] = useState<AccessEndChoice>(noAccessEnd);
  const people = peopleText(target.count);
  const complete = accessEndProblem(end, Date.now()) === null;
  return (
    <BulkDialog
      {...target}
      title={`Set the end of access of ${people}?`}
      label={(changing) =>
        end.kind === 'at' ? `Set end for ${changing}` : `Take the end from ${changing}`
      }
      act={
        complete
          ? { type: 'setAccessEnd', accessEndsAt: end.kind === 'at' ? end.instant : null }
          : null
      }
      done={(changed) => `The end of access of ${peopleText(changed)} is set`}
    >
      <AccessEnd
        label="Their access ends"
        description="Off: their access has no end."
        value={end}
        onChange={setEnd}
      />
    </BulkDialog>
  );
}
