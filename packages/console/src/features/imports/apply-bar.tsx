import type { ImportView } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { countText, numberText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { importQuery } from './import-queries.ts';

/** What goes out, and the act with its size. */
export function ApplyBar({ view }: { view: ImportView }) {
  const queryClient = useQueryClient();
  const apply = useMutation({
    mutationFn: () => request<ImportView>('POST', `/v1/imports/${view.id}/apply`),
    onSuccess: (next) => queryClient.setQueryData(importQuery(view.id).queryKey, next),
  });
  const { counts } = view;
  const good = counts.create + counts.change;
  const kept = counts.errors;
  return (
    <section className="import-apply" aria-label="Apply">
      {apply.error ? <ProblemNote problem={toProblem(apply.error)} /> : null}
      <div className="line">
        <span className="grow">
          {good === 0 ? (
            'There is nothing to apply.'
          ) : (
            <>
              {view.kind === 'people' ? (
                <>
                  <b>{countText(counts.mails, 'mail', 'mails')}</b>{' '}
                  {counts.mails === 1 ? 'goes' : 'go'} out.{' '}
                </>
              ) : null}
              You can undo the rest for 30 days.
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
          onClick={() => apply.mutate()}
        >
          Apply {countText(good, 'row', 'rows')}
          {kept > 0 ? `, keep ${numberText(kept)} for fixing` : ''}
        </Button>
      </div>
    </section>
  );
}
