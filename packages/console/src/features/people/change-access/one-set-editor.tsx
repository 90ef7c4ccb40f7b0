import type { Member, MemberAccess } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccessModel } from '../../../api/access-model.ts';
import { toProblem } from '../../../api/api-problem.ts';
import { wordsOf } from '../../../api/model-words.ts';
import { permissionSetsQuery } from '../../../api/permission-sets.ts';
import { useSession } from '../../../api/session.ts';
import { Note } from '../../../shared-ui/note.tsx';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { reasonText } from '../../../shared-ui/reason-text.ts';
import { SetChooser } from '../../../shared-ui/set-chooser/set-chooser.tsx';
import { SaveAccess } from './save-access.tsx';
import { StandingChoice } from './standing-choice.tsx';

interface OneSetEditorProps {
  readonly member: Member;
  readonly onClose: () => void;
}

/** The access of one person where everybody holds one set: another one is chosen, and takes its place. */
export function OneSetEditor({ member, onClose }: OneSetEditorProps) {
  const { organization } = useSession();
  const model = useAccessModel();
  const words = wordsOf(model);
  const sets = useQuery(permissionSetsQuery);
  const held = member.grants[0];
  const heldId = held?.permissionSet?.id ?? null;
  const [role, setRole] = useState(member.role);
  const [setId, setSetId] = useState<PermissionSetId | null>(heldId);
  const changed = role !== member.role || (role === 'member' && setId !== heldId);
  return (
    <div className="stack">
      <StandingChoice value={role} onChange={setRole} />
      {role === 'owner' ? (
        <Note tone="info">{reasonText('owner_needs_no_access')}</Note>
      ) : (
        <section>
          <h3 className="access-editor-head">{words.permissionSet}</h3>
          {sets.data ? (
            <SetChooser
              sets={sets.data}
              model={model}
              value={new Set(setId === null ? [] : [setId])}
              onChange={(chosen) => setSetId([...chosen][0] ?? null)}
            />
          ) : null}
          {sets.error ? (
            <ProblemNote problem={toProblem(sets.error)} onRetry={sets.refetch} />
          ) : null}
          {sets.isPending ? <Skeleton height={160} /> : null}
        </section>
      )}
      <SaveAccess
        member={member}
        access={changed ? accessAsked() : null}
        act={`Save ${words.set}`}
        onClose={onClose}
      />
    </div>
  );

  function accessAsked(): MemberAccess | null {
    if (role === 'owner') return { role, grants: [] };
    if (setId === null) return null;
    const { startsAt = null, endsAt = null } = held ?? {};
    return {
      role,
      grants: [{ permissionSetId: setId, scope: organization.id, startsAt, endsAt }],
    };
  }
}
