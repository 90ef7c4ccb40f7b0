import type { PermissionSetId } from '@latchkey/engine';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccessModel } from '../../../api/access-model.ts';
import { toProblem } from '../../../api/api-problem.ts';
import { wordsOf } from '../../../api/model-words.ts';
import { permissionSetsQuery } from '../../../api/permission-sets.ts';
import { useSession } from '../../../api/session.ts';
import { peopleText } from '../../../shared-ui/number-text.ts';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { SetChooser } from '../../../shared-ui/set-chooser/set-chooser.tsx';
import { BulkDialog, type BulkTarget } from './bulk-dialog.tsx';

/** One set for many people where everybody holds one; it takes the place of what they hold. */
export function ChangeSetDialog(target: BulkTarget) {
  const [setId, setSetId] = useState<PermissionSetId | null>(null);
  const { organization } = useSession();
  const model = useAccessModel();
  const { set } = wordsOf(model);
  const sets = useQuery(permissionSetsQuery);
  return (
    <BulkDialog
      {...target}
      title={`Change the ${set} of ${peopleText(target.count)}?`}
      label={(changing) => `Change the ${set} of ${changing}`}
      act={
        setId === null
          ? null
          : {
              type: 'setGrants',
              grants: [{ permissionSetId: setId, scope: organization.id }],
            }
      }
      size="xl"
      done={(changed) => `The ${set} of ${peopleText(changed)} is changed`}
    >
      <p className="sub">The {set} chosen here takes the place of the one that each of them has.</p>
      {sets.data ? (
        <SetChooser
          sets={sets.data}
          model={model}
          value={new Set(setId === null ? [] : [setId])}
          onChange={(chosen) => setSetId([...chosen][0] ?? null)}
        />
      ) : null}
      {sets.error ? <ProblemNote problem={toProblem(sets.error)} onRetry={sets.refetch} /> : null}
      {sets.isPending ? <Skeleton height={160} /> : null}
    </BulkDialog>
  );
}
