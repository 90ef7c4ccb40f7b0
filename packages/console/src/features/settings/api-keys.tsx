import type { ApiKey } from '@latchkey/contract';
import { Button, Skeleton } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { Changing } from '../../shared-ui/changing.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { Tag } from '../../shared-ui/tag.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import './api-keys.css';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => request<{ data: ApiKey[] }>('GET', '/v1/keys', { signal }),
});

/** The keys with which the platform's modules ask what people may do. */
export function ApiKeys() {
  const query = useQuery(keysQuery);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const keys = query.data?.data ?? [];
  return (
    <Panel
      flush
      title="API keys"
      lead="A module of the platform asks with its own key what a person may do."
      acts={
        <Changing>
          <Button onClick={() => setCreating(true)}>Create a key</Button>
        </Changing>
      }
    >
      {query.error ? (
        <div className="pad">
          <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
        </div>
      ) : null}
      {query.isPending ? <Skeleton height={104} /> : null}
      {query.data && keys.length === 0 ? (
        <EmptyState title="There is no key yet">
          Create one for each module, so that one can be revoked without touching the others.
        </EmptyState>
      ) : null}
      <ul className="api-keys">
        {keys.map((key) => (
          <li key={key.id}>
            <div className="grow">
              <b>{key.name}</b> <span className="mono">…{key.hint}</span>{' '}
              {key.revokedAt ? <Tag plain>Revoked</Tag> : null}
              <div className="sub">
                Created by {key.createdBy} <Timestamp at={key.createdAt} />
                {' · '}
                {key.lastUsedAt ? (
                  <>
                    last used <Timestamp at={key.lastUsedAt} />
                  </>
                ) : (
                  'never used'
                )}
              </div>
            </div>
            {key.revokedAt ? null : (
              <Button
                size="xs"
                color="danger"
                aria-label={`Revoke ${key.name}`}
                onClick={() => setRevoking(key)}
              >
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
      {creating ? <CreateKeyDialog onClose={() => setCreating(false)} /> : null}
      {revoking ? <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </Panel>
  );
}
