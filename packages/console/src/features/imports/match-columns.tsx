import type { ImportColumn, ImportView } from '@latchkey/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { Note } from '../../shared-ui/note.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { importQuery } from './import-queries.ts';
import { ImportSteps } from './import-steps.tsx';

const route = getRouteApi('/frame/imports/$importId');

const matchWords: Record<NonNullable<ImportColumn['matchedBy']>, string> = {
  name: 'by its heading',
  alias: 'by its heading',
  content: 'by what is in it',
  person: 'by you',
  memory: 'as last time',
};

const separatorWords: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** Which column of the file is what; whatever is not used is named. */
export function MatchColumns({ view }: { view: ImportView }) {
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlyMap<number, string | null>>(
    new Map(view.columns.map((column) => [column.index, column.field])),
  );
  const taken = new Set([...chosen.values()].filter((field) => field !== null));
  const missing = view.fields.filter((field) => field.mandatory && !taken.has(field.key));
  const save = useMutation({
    mutationFn: () =>
      request<ImportView>('PUT', `/v1/imports/${view.id}/columns`, {
        body: { columns: [...chosen].map(([index, field]) => ({ index, field })) },
      }),
    onSuccess: async (next) => {
      queryClient.setQueryData(importQuery(view.id).queryKey, next);
      await queryClient.invalidateQueries({ queryKey: ['imports', view.id, 'rows'] });
      await navigate({ search: {} });
    },
  });
  return (
    <>
      <ImportSteps
        current="Match columns"
        {...(view.missingFields.length === 0
          ? { onGo: { Plan: () => void navigate({ search: {} }) } }
          : {})}
      />
      <div className="stack">
        {save.error ? <ProblemNote problem={toProblem(save.error)} /> : null}
        {missing.length > 0 ? (
          <Note
            tone="danger"
            title={`${missing.map((field) => field.label).join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`}
          >
            Choose the column that holds {missing.length === 1 ? 'it' : 'them'}, or add one to the
            file and upload it again.
          </Note>
        ) : null}
        <Panel
          flush
          title="What is in each column?"
          lead={`${view.encoding}, separated by ${separatorWords[view.separator] ?? view.separator}. ${view.columns.length} columns were found.`}
          footer={
            <Button
              variant="filled"
              disabled={missing.length > 0}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              Check {view.counts.rows} rows with these columns
            </Button>
          }
        >
          <ul className="match-columns">
            {view.columns.map((column) => (
              <li key={column.index}>
                <div>
                  <b>{column.header === '' ? `Column ${column.index + 1}` : column.header}</b>
                  <div className="sub ellipsis">{column.samples.join(' · ') || 'Empty'}</div>
                </div>
                <div className="line">
                  <NativeSelect
                    aria-label={`What is in ${column.header}`}
                    value={chosen.get(column.index) ?? ''}
                    onChange={(event) => {
                      const field = event.currentTarget.value;
                      setChosen(new Map(chosen).set(column.index, field === '' ? null : field));
                    }}
                    data={[
                      { value: '', label: 'Not used' },
                      ...view.fields.map((field) => ({
                        value: field.key,
                        label: field.mandatory ? `${field.label} (needed)` : field.label,
                        disabled: taken.has(field.key) && chosen.get(column.index) !== field.key,
                      })),
                    ]}
                  />
                  {column.matchedBy && chosen.get(column.index) === column.field ? (
                    <span className="sub">Matched {matchWords[column.matchedBy]}</span>
                  ) : null}
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </>
  );
}
