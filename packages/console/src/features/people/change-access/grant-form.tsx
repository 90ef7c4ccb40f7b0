import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accessModelQuery } from '../../../api/access-model.ts';
import { toProblem } from '../../../api/api-problem.ts';
import { permissionSetsQuery } from '../../../api/permission-sets.ts';
import { useSession } from '../../../api/session.ts';
import { AccessEnd } from '../../../shared-ui/access-end/access-end.tsx';
import { PlacePicker } from '../../../shared-ui/place-picker/place-picker.tsx';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { SetChooser } from '../../../shared-ui/set-chooser/set-chooser.tsx';
import type { GrantDraft } from './grant-draft.ts';

interface GrantFormProps {
  readonly draft: GrantDraft;
  readonly onChange: (draft: GrantDraft) => void;
}

/** What, where and until when. */
export function GrantForm({ draft, onChange }: GrantFormProps) {
  const session = useSession();
  const sets = useQuery(permissionSetsQuery);
  const model = useQuery(accessModelQuery);
  const failed = sets.error ?? model.error;
  const reach =
    session.member.role === 'owner'
      ? 'everywhere'
      : (session.manages['access.member.change'] ?? []);
  return (
    <div className="stack">
      <section>
        <h3>What</h3>
        <p className="sub" style={{ marginBottom: 'var(--s-2)' }}>
          Give the least that the work needs; more can be added later in a moment.
        </p>
        {failed ? (
          <ProblemNote problem={toProblem(failed)} />
        ) : sets.data && model.data ? (
          <SetChooser
            sets={sets.data}
            model={model.data}
            value={draft.sets}
            onChange={(chosen) => onChange({ ...draft, sets: chosen })}
          />
        ) : (
          <Skeleton height={160} />
        )}
      </section>
      <PlacePicker
        label="Where"
        reach={reach}
        value={draft.places}
        onChange={(places) => onChange({ ...draft, places })}
      />
      <AccessEnd
        label="This access ends"
        value={draft.end}
        onChange={(end) => onChange({ ...draft, end })}
      />
    </div>
  );
}
