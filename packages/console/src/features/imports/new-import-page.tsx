import type { ImportKind, ImportView } from '@latchkey/contract';
import { Button, Textarea } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { accessModelQuery } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { addressOf, request } from '../../api/request.ts';
import { Note } from '../../shared-ui/note.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { FileDrop } from './file-drop.tsx';
import { importQuery } from './import-queries.ts';
import { ImportSteps } from './import-steps.tsx';
import { kindWords } from './import-words.ts';
import { ModeChoice } from './mode-choice.tsx';
import { importTitle } from './mode-words.ts';
import { PresentPeople } from './present-people.tsx';
import { rowExample } from './row-example.ts';
import './new-import-page.css';

const route = getRouteApi('/frame/imports/new');

/** Get the sample, then hand in a file or paste rows; the answer is the plan. */
export function NewImportPage() {
  const { kind, mode = 'new', people } = route.useSearch();
  const updates = kind === 'people' && mode !== 'new';
  const model = useQuery(accessModelQuery).data;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [pasted, setPasted] = useState('');
  const upload = useMutation({
    mutationFn: ({ name, bytes }: { name: string; bytes: Blob }) =>
      request<ImportView>('POST', '/v1/imports', {
        query: { kind, fileName: name, ...(updates && { mode }) },
        body: bytes,
      }),
    onSuccess: (view) => {
      queryClient.setQueryData(importQuery(view.id).queryKey, view);
      return navigate({ to: '/imports/$importId', params: { importId: view.id } });
    },
  });
  const words = kindWords[kind];
  return (
    <>
      <PageHeader
        title={importTitle({ kind, mode })}
        crumb={<Link to="/imports">Imports</Link>}
        lead={`Each row is one ${words.one}. Nothing changes before you have seen the plan.`}
      />
      <PageBody>
        <ImportSteps current="Upload" />
        <div className="new-import">
          <div className="stack">
            {updates ? (
              <ModeChoice
                mode={mode}
                onChange={(chosen) =>
                  void navigate({
                    to: '/imports/new',
                    search: { kind, mode: chosen, people },
                    replace: true,
                  })
                }
              />
            ) : null}
            {upload.error ? <ProblemNote problem={toProblem(upload.error)} /> : null}
            <Panel title="Upload a file" lead="CSV or text, up to 50 MB and 100,000 rows.">
              <FileDrop
                busy={upload.isPending}
                onFile={(file) => upload.mutate({ name: file.name, bytes: file })}
              />
            </Panel>
            <Panel
              title="Or paste rows"
              lead="Copy them from a spreadsheet, with the line of headings on top."
              footer={
                <Button
                  disabled={pasted.trim() === ''}
                  loading={upload.isPending}
                  onClick={() =>
                    upload.mutate({ name: `Pasted ${words.many}.csv`, bytes: new Blob([pasted]) })
                  }
                >
                  Check the pasted rows
                </Button>
              }
            >
              <Textarea
                aria-label="Rows to import"
                autosize
                minRows={5}
                maxRows={14}
                value={pasted}
                onChange={(event) => setPasted(event.currentTarget.value)}
                placeholder={rowExample(kind, updates, model)}
                styles={{ input: { fontFamily: 'var(--font-mono)', fontSize: 'var(--t-13)' } }}
              />
            </Panel>
          </div>
          <aside className="stack">
            {updates ? <PresentPeople filter={people} /> : <Sample kind={kind} />}
            <Note tone="neutral" title="Files as they are">
              Commas, semicolons, tabs and any usual encoding are understood. Headings may stand in
              any order. Columns that are not needed are left out and named.
            </Note>
            {kind === 'people' && !updates ? (
              <Note tone="info" title="The same access for everybody?">
                Then typing addresses is quicker. <Link to="/people/add">Add people by e-mail</Link>
              </Note>
            ) : null}
          </aside>
        </div>
      </PageBody>
    </>
  );
}

function Sample({ kind }: { kind: ImportKind }) {
  return (
    <Panel title="Start from the sample">
      <p>
        The sample is made for your organization: its headings are understood as they are, and its
        rows show your own names.
      </p>
      <Button
        component="a"
        href={addressOf('/v1/imports/sample.csv', { query: { kind } })}
        download
        leftSection={<IconDownload className="i" />}
        mt="sm"
      >
        Download the sample
      </Button>
    </Panel>
  );
}
