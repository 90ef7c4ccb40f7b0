import type { ImportView } from '@latchkey/contract';
import { Button, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { countText, numberText } from '../../shared-ui/number-text.ts';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { importQuery } from './import-queries.ts';
import { ImportSteps } from './import-steps.tsx';

/** The server is at work: how far it is, and that the tab may be closed. */
export function ImportProgress({ view }: { view: ImportView }) {
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => request<ImportView>('POST', `/v1/imports/${view.id}/cancel`),
    onSuccess: (next) => queryClient.setQueryData(importQuery(view.id).queryKey, next),
  });
  const applying = view.state === 'applying';
  const { counts } = view;
  const all = counts.create + counts.change;
  const ready = counts.applied + counts.failed;
  return (
    <>
      <ImportSteps current={applying ? 'Apply' : 'Check and fix'} />
      {cancel.error ? <ProblemNote problem={toProblem(cancel.error)} /> : null}
      <Panel
        title={applying ? `Applying ${countText(all, 'row', 'rows')}` : 'Checking the file'}
        lead={
          applying
            ? 'You may close this page. The work goes on, and the result waits under Imports.'
            : 'Every row is read and planned. Nothing changes yet.'
        }
        footer={
          applying ? (
            <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
              Stop after the rows in work
            </Button>
          ) : undefined
        }
      >
        <Progress
          value={applying ? (all === 0 ? 100 : (100 * ready) / all) : 100}
          animated={!applying}
          aria-label={applying ? 'Rows applied' : 'Checking'}
        />
        <p className="sub" aria-live="polite" style={{ marginTop: 'var(--s-2)' }}>
          {applying
            ? `${numberText(ready)} of ${numberText(all)} rows`
            : `${numberText(counts.rows)} rows`}
        </p>
      </Panel>
    </>
  );
}
