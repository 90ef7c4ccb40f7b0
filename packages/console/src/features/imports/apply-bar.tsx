import type { ImportView } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { countText, numberText, peopleText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { importQuery } from './import-queries.ts';

/** From more people than this something is taken away only when their number is typed. */
const carefulFrom = 25;

/** What goes out, and the act with its size; whoever takes something away is asked once more. */
export function ApplyBar({ view }: { view: ImportView }) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const apply = useMutation({
    mutationFn: () => request<ImportView>('POST', `/v1/imports/${view.id}/apply`),
    onSuccess: (next) => queryClient.setQueryData(importQuery(view.id).queryKey, next),
  });
  const { counts } = view;
  const good = counts.create + counts.change;
  const kept = counts.errors;
  const act = `Apply ${countText(good, 'row', 'rows')}`;
  return (
    <section className="import-apply" aria-label="Apply">
      {apply.error ? <ProblemNote problem={toProblem(apply.error)} /> : null}
      <div className="line">
        <span className="grow">
          {good === 0 ? (
            'There is nothing to apply.'
          ) : (
            <>
              {counts.mails > 0 ? (
                <>
                  <b>{countText(counts.mails, 'mail', 'mails')}</b>{' '}
                  {counts.mails === 1 ? 'goes' : 'go'} out.{' '}
                </>
              ) : null}
              You can undo {counts.mails > 0 ? 'the rest' : 'it'} for 30 days.
            </>
          )}
        </span>
        {kept > 0 ? (
          <Button
            component="a"
            href={`/v1/imports/${view.id}/errors.csv`}
            download
            leftSection={<IconDownload className="i" />}
          >
            Download {countText(kept, 'row', 'rows')}
          </Button>
        ) : null}
        <Button
          variant="filled"
          disabled={good === 0}
          loading={apply.isPending}
          onClick={() => (counts.losing > 0 ? setAsking(true) : apply.mutate())}
        >
          {act}
          {kept > 0 ? `, keep ${numberText(kept)} for fixing` : ''}
        </Button>
      </div>
      {asking ? (
        <ConfirmDialog
          title={`Take access away from ${peopleText(counts.losing)}?`}
          act={act}
          danger
          typed={
            counts.losing > carefulFrom
              ? { label: `Type ${counts.losing} to go on`, expected: String(counts.losing) }
              : undefined
          }
          onClose={() => setAsking(false)}
          onConfirm={() => apply.mutateAsync()}
        >
          <p>
            The file takes {countText(counts.losses, 'grant', 'grants')} away. It counts at once,
            and you can undo the import for 30 days.
          </p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}
