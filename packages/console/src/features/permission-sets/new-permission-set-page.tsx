import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { accessModelQuery } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { inSentence, useWords } from '../../api/model-words.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { DiscardDialog } from '../../shared-ui/discard-dialog.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { NewSetForm } from '../../shared-ui/permission-matrix/new-set-form.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { SetsTrail } from './sets-trail.tsx';
import './permission-sets.css';

const route = getRouteApi('/frame/permission-sets/new');

/** A custom set, from scratch or as a copy of another one. */
export function NewPermissionSetPage() {
  const { copyFrom } = route.useSearch();
  const navigate = useNavigate();
  const words = useWords();
  const toast = useToast();
  const sets = useQuery(permissionSetsQuery);
  const model = useQuery(accessModelQuery);
  const failed = sets.error ?? model.error;
  const source = sets.data?.find((set) => set.id === copyFrom) ?? null;
  const [dirty, setDirty] = useState(false);
  // The guard reads the newest value: creating ends the dirt and leaves in one go.
  const dirtyNow = useRef(false);
  const blocker = useBlocker({
    shouldBlockFn: () => dirtyNow.current,
    enableBeforeUnload: () => dirtyNow.current,
    disabled: !dirty,
    withResolver: true,
  });
  const onDirty = (next: boolean) => {
    dirtyNow.current = next;
    setDirty(next);
  };

  return (
    <>
      <PageHeader
        title={source ? `Duplicate ${source.name}` : `New ${inSentence(words.permissionSet)}`}
        crumb={<SetsTrail />}
        lead={
          source
            ? `The copy is yours to change. The ${words.set} it is made from stays as it is.`
            : 'Name it after the work that people do with it.'
        }
      />
      <PageBody>
        <div className="new-set">
          {failed ? <ProblemNote problem={toProblem(failed)} onRetry={sets.refetch} /> : null}
          {!failed && (!sets.data || !model.data) ? <Skeleton height={480} /> : null}
          {sets.data && model.data ? (
            <NewSetForm
              key={source?.id ?? 'scratch'}
              model={model.data}
              sets={sets.data}
              source={source}
              act={`Create ${words.set}`}
              onDirty={onDirty}
              onCreated={(setId) => {
                toast(
                  `The ${words.set} is there. Give it to people on their page, or when you add them.`,
                );
                void navigate({ to: '/permission-sets/$setId', params: { setId } });
              }}
              onCancel={() => void navigate({ to: '/permission-sets' })}
            />
          ) : null}
        </div>
      </PageBody>
      {blocker.status === 'blocked' ? (
        <DiscardDialog
          what={`the new ${words.set}`}
          onKeep={blocker.reset}
          onDiscard={blocker.proceed}
        >
          It was not created. What you entered and ticked is lost when you leave.
        </DiscardDialog>
      ) : null}
    </>
  );
}
