import type { Member, MemberAccess } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../../api/session.ts';
import { AdviceNote } from '../../../shared-ui/advice-note.tsx';
import { type AccessLine, linesOfDraft } from './access-lines.ts';
import { emptyGrantDraft, grantsOf } from './grant-draft.ts';
import { GrantForm } from './grant-form.tsx';
import { useAccessPlan } from './use-access-plan.ts';

interface AddAccessProps {
  readonly member: Member;
  /** The whole access with these lines added. */
  readonly accessWith: (added: readonly AccessLine[]) => MemberAccess;
  readonly onBack: () => void;
  readonly onAdd: (added: readonly AccessLine[]) => void;
}

/** Sets at places put together, with advice as soon as they are complete. */
export function AddAccess({ member, accessWith, onBack, onAdd }: AddAccessProps) {
  const { organization } = useSession();
  const [draft, setDraft] = useState(emptyGrantDraft);
  const complete = grantsOf(draft, organization.id) !== null;
  const plan = useAccessPlan(member, complete ? accessWith(linesOfDraft(draft)) : null);
  return (
    <div className="stack">
      <h3>Add access</h3>
      <GrantForm draft={draft} onChange={setDraft} />
      {complete ? (
        <AdviceNote advice={plan.data?.advice ?? []} />
      ) : (
        <p className="sub">Choose at least one set and one place.</p>
      )}
      <div className="line access-editor-foot">
        <Button onClick={onBack}>Back</Button>
        <Button variant="filled" disabled={!complete} onClick={() => onAdd(linesOfDraft(draft))}>
          Add to the access
        </Button>
      </div>
    </div>
  );
}
