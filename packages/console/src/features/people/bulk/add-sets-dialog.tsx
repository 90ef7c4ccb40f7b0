import { useState } from 'react';
import { useSession } from '../../../api/session.ts';
import { countText, peopleText } from '../../../shared-ui/number-text.ts';
import { emptyGrantDraft, type GrantDraft, grantsOf } from '../change-access/grant-draft.ts';
import { GrantForm } from '../change-access/grant-form.tsx';
import { BulkDialog, type BulkTarget } from './bulk-dialog.tsx';

/** The same sets at the same places for many people; what they hold is kept. */
export function AddSetsDialog(target: BulkTarget) {
  const [draft, setDraft] = useState<GrantDraft>(emptyGrantDraft);
  const { organization } = useSession();
  const grants = grantsOf(draft, organization.id);
  const people = peopleText(target.count);
  return (
    <BulkDialog
      {...target}
      title={`Add permission sets to ${people}?`}
      label={(changing) =>
        grants === null
          ? `Add sets to ${changing}`
          : `Add ${countText(draft.sets.size, 'set', 'sets')} to ${changing}`
      }
      act={grants === null ? null : { type: 'addGrants', grants }}
      size="xl"
      done={(changed) => `${peopleText(changed)} hold more now`}
    >
      <p className="sub">What they hold already is kept.</p>
      <GrantForm draft={draft} onChange={setDraft} />
    </BulkDialog>
  );
}
