import type { AccessModelView, ChangeReceipt, PermissionSet } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { DiscardDialog } from '../../shared-ui/discard-dialog.tsx';
import { countText } from '../../shared-ui/number-text.ts';
import { PageBody } from '../../shared-ui/page.tsx';
import { HandOutChooser } from '../../shared-ui/permission-matrix/hand-out-chooser.tsx';
import { modelGraph } from '../../shared-ui/permission-matrix/model-graph.ts';
import { PermissionMatrix } from '../../shared-ui/permission-matrix/permission-matrix.tsx';
import { RestrictionChooser } from '../../shared-ui/permission-matrix/restriction-chooser.tsx';
import { draftDiff } from '../../shared-ui/permission-matrix/set-draft.ts';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { permissionSetQuery } from './permission-set-query.ts';
import { ReadOnlyNote } from './read-only-note.tsx';
import { SaveSide, saveSideId } from './save-side.tsx';
import { beginEdits, type SetEdits, updateOf } from './set-edits.ts';
import { SetHeader } from './set-header.tsx';
import { SetNames } from './set-names.tsx';
import { SourceNews } from './source-news.tsx';

interface SetEditorProps {
  readonly latest: PermissionSet;
  readonly sets: readonly PermissionSet[];
  readonly model: AccessModelView;
}

/** The set's grid with what saving changes beside it, all the time. */
export function SetEditor({ latest, sets, model }: SetEditorProps) {
  const graph = modelGraph(model);
  const [edits, setEdits] = useState<SetEdits>(() => beginEdits(latest));
  const queryClient = useQueryClient();
  const refresh = useRefresh();
  const toast = useToast();
  const readOnly = latest.cannotChange !== null;
  // One object per edit: the plan is asked for anew only when something changed.
  const update = useMemo(() => updateOf(edits), [edits]);

  // Somebody else's save arrives by itself while nothing was changed here.
  if (update === null && edits.original.etag !== latest.etag) setEdits(beginEdits(latest));

  const { original } = edits;
  const path = `/v1/permission-sets/${original.id}`;
  const save = useMutation({
    mutationFn: () =>
      request<ChangeReceipt>('PATCH', path, { body: update ?? {}, ifMatch: original.etag }),
    onSuccess: async (receipt) => {
      const saved = await queryClient.fetchQuery({
        ...permissionSetQuery(original.id),
        staleTime: 0,
      });
      setEdits(beginEdits(saved));
      toast(`${saved.name} is saved.`, receipt.changeId);
      await refresh();
    },
    onError: async (error) => {
      if (toProblem(error).code !== 'stale') return;
      await queryClient.fetchQuery({ ...permissionSetQuery(original.id), staleTime: 0 });
    },
  });
  const problem =
    save.error && toProblem(save.error).code !== 'stale' ? toProblem(save.error) : null;

  // A version newer than the one that the editing began with is somebody else's, to be looked at first.
  const newer = update !== null && latest.etag !== original.etag && !save.isPending;
  const theirs = newer ? latest : null;

  const diff = draftDiff(edits.draft, graph);
  const changes = diff.added.length + diff.removed.length;
  const changesText = changes > 0 ? countText(changes, 'change', 'changes') : 'Changed';
  // Where the grid and what saving changes stand one below the other, the way down is long.
  const showSide = () => {
    const side = document.getElementById(saveSideId);
    side?.scrollIntoView({ block: 'start' });
    side?.focus({ preventScroll: true });
  };
  const blocker = useBlocker({
    shouldBlockFn: () => update !== null,
    enableBeforeUnload: () => update !== null,
    disabled: update === null,
    withResolver: true,
  });
  const change = (part: Partial<SetEdits>) => {
    save.reset();
    setEdits((now) => ({ ...now, ...part }));
  };
  const resolve = (next: SetEdits) => {
    save.reset();
    setEdits(next);
  };

  return (
    <>
      <SetHeader set={original} sets={sets} readOnly={readOnly} />
      <PageBody>
        <div className={readOnly ? undefined : 'set-split'}>
          <div className="stack">
            {readOnly ? <ReadOnlyNote set={original} /> : null}
            {theirs ? (
              <ConflictNote
                mine={edits}
                theirs={theirs}
                sets={sets}
                model={model}
                onResolve={resolve}
              />
            ) : null}
            {readOnly ? null : <SetNames edits={edits} problem={problem} onChange={change} />}
            {readOnly || !original.copiedFrom ? null : (
              <SourceNews
                source={original.copiedFrom}
                model={model}
                draft={edits.draft}
                onChange={(draft) => change({ draft })}
              />
            )}
            <PermissionMatrix
              model={model}
              draft={edits.draft}
              restrictions={edits.restrictions}
              label={`Permissions of ${original.name}`}
              onChange={readOnly ? undefined : (draft) => change({ draft })}
            />
            <HandOutChooser
              sets={sets}
              model={model}
              permissions={edits.draft.permissions}
              value={edits.mayGrant}
              onChange={readOnly ? undefined : (mayGrant) => change({ mayGrant })}
            />
            <RestrictionChooser
              model={model}
              value={edits.restrictions}
              onChange={readOnly ? undefined : (restrictions) => change({ restrictions })}
            />
            {update === null ? null : (
              <div className="set-jump line">
                <b className="grow">{changesText}</b>
                <Button size="xs" onClick={showSide}>
                  See what saving changes
                </Button>
              </div>
            )}
          </div>
          {readOnly ? null : (
            <SaveSide
              edits={edits}
              update={update}
              sets={sets}
              model={model}
              problem={problem}
              saving={save.isPending}
              blocked={theirs !== null}
              onSave={() => save.mutate()}
              onDiscard={() => resolve(beginEdits(latest))}
            />
          )}
        </div>
      </PageBody>
      {blocker.status === 'blocked' ? (
        <DiscardDialog
          what={changes > 0 ? countText(changes, 'change', 'changes') : 'the changes'}
          onKeep={blocker.reset}
          onDiscard={blocker.proceed}
        >
          They were not saved. The set stays as it is when you leave.
        </DiscardDialog>
      ) : null}
    </>
  );
}
