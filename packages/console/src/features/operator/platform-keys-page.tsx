import type { PlatformKey } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconBan, IconPlus } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { DataList } from '../../shared-ui/data-list/data-list.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { CreatePlatformKeyDialog } from './create-platform-key-dialog.tsx';
import { overReason, platformKeyColumns } from './platform-key-columns.tsx';
import { RevokePlatformKeyDialog } from './revoke-platform-key-dialog.tsx';

const platformKeysQuery = queryOptions({
  queryKey: ['operator', 'platform-keys'],
  queryFn: ({ signal }) =>
    request<{ data: PlatformKey[] }>('GET', '/v1/operator/platform-keys', { signal }),
  // They are few: one page holds them all.
  select: ({ data }) => ({ data, nextCursor: null, previousCursor: null, total: data.length }),
});

type Dialog = { readonly kind: 'create' } | { readonly kind: 'revoke'; readonly key: PlatformKey };

/** The keys with which the platform's own modules ask about every organization. */
export function PlatformKeysPage() {
  const query = useQuery(platformKeysQuery);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const create = (
    <Button
      variant="filled"
      leftSection={<IconPlus className="i" />}
      onClick={() => setDialog({ kind: 'create' })}
    >
      Create a key
    </Button>
  );
  const isEmpty = query.data?.data.length === 0;
  return (
    <>
      <PageHeader
        title="Platform keys"
        lead="A module that serves every organization asks with such a key what a person may do. It changes nothing."
        acts={isEmpty ? null : create}
      />
      <PageBody>
        <DataList
          name="Platform keys"
          columns={platformKeyColumns}
          query={query}
          rowKey={(row) => row.id}
          rowName={(row) => row.name}
          rowActs={(key) => [
            {
              label: 'Revoke',
              icon: <IconBan className="i" />,
              danger: true,
              reason: overReason(key),
              onPress: () => setDialog({ kind: 'revoke', key }),
            },
          ]}
          empty={
            <EmptyState title="There is no platform key yet" act={create}>
              Create one for each module that serves every organization, so that one can be revoked
              without touching the others.
            </EmptyState>
          }
        />
        {dialog?.kind === 'create' ? <CreatePlatformKeyDialog onClose={close} /> : null}
        {dialog?.kind === 'revoke' ? (
          <RevokePlatformKeyDialog platformKey={dialog.key} onClose={close} />
        ) : null}
      </PageBody>
    </>
  );
}
