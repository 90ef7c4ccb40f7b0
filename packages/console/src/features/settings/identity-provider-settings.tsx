import type { IdentityProviderSettings as Settings } from '@latchkey/contract';
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { Changing } from '../../shared-ui/changing.tsx';
import '../../shared-ui/facts.css';
import { CopyText } from '../../shared-ui/copy-text.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import './identity-provider-settings.css';
import { IdentityProviderDialog } from './identity-provider-dialog.tsx';
import { RemoveProviderDialog } from './remove-provider-dialog.tsx';

/** Where people of the organization can sign in besides a local account. */
export function IdentityProviderSettings() {
  const query = useQuery({
    queryKey: ['identity-provider'],
    queryFn: ({ signal }) => request<Settings>('GET', '/v1/identity-provider', { signal }),
  });
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const settings = query.data;
  const own = settings?.own ?? null;
  return (
    <Panel
      flush={settings !== undefined && own === null}
      title="Sign-in"
      lead="With a local account, or through an identity provider."
      acts={
        settings ? (
          <Changing>
            <Button onClick={() => setOpen('edit')}>
              {own ? 'Change the provider' : 'Set up a provider'}
            </Button>
          </Changing>
        ) : null
      }
    >
      {query.error ? (
        <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
      ) : null}
      {query.isPending ? <Skeleton height={104} /> : null}
      {settings && !own ? (
        <EmptyState title="There is no identity provider of your own">
          {settings.installation
            ? `People can be invited to sign in with ${settings.installation}, which serves the whole platform.`
            : 'Any provider that speaks OpenID Connect can be set up.'}
        </EmptyState>
      ) : null}
      {settings && own ? (
        <>
          <dl className="provider-facts">
            <dt>Name</dt>
            <dd>
              <b>{own.name}</b>, {usersText(own.memberCount)}
            </dd>
            <dt>Issuer</dt>
            <dd className="mono">{own.issuer}</dd>
            <dt>Client id</dt>
            <dd className="mono">{own.clientId}</dd>
            <dt>Changed</dt>
            <dd>
              <Timestamp at={own.changedAt} />
            </dd>
            <dt>Sign-in page</dt>
            <dd>
              <CopyText text={settings.signInUrl} label="Copy the address of the sign-in page">
                {settings.signInUrl}
              </CopyText>
            </dd>
          </dl>
          <Button size="xs" color="danger" onClick={() => setOpen('remove')}>
            Remove the provider
          </Button>
        </>
      ) : null}
      {settings && open === 'edit' ? (
        <IdentityProviderDialog settings={settings} onClose={() => setOpen(null)} />
      ) : null}
      {own && open === 'remove' ? (
        <RemoveProviderDialog provider={own} onClose={() => setOpen(null)} />
      ) : null}
    </Panel>
  );
}

function usersText(count: number): string {
  if (count === 0) return 'nobody signs in with it yet';
  return `${peopleText(count)} ${count === 1 ? 'signs' : 'sign'} in with it`;
}
