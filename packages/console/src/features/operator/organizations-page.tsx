import type { OperatorOrganization } from '@latchkey/contract';
import { Button, NativeSelect } from '@mantine/core';
import { IconDoorEnter, IconPlus, IconToggleLeft, IconToggleRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { BulkBar } from '../../shared-ui/data-list/bulk-bar.tsx';
import { DataList } from '../../shared-ui/data-list/data-list.tsx';
import { useSelection } from '../../shared-ui/data-list/selection.ts';
import { WithDrawer } from '../../shared-ui/drawer.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { SearchField } from '../../shared-ui/search-field.tsx';
import { CreateOrganizationDialog } from './create-organization-dialog.tsx';
import { organizationColumns } from './organization-columns.tsx';
import { organizationsQuery } from './organization-query.ts';
import type { OrganizationSort, OrganizationsSearch } from './organizations-search.ts';
import { SelfServeDialog } from './self-serve-dialog.tsx';
import { VisitDialog } from './visit-dialog.tsx';

const route = getRouteApi('/operator/organizations');

type Dialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'visit'; readonly organization: OperatorOrganization }
  | {
      readonly kind: 'self-serve';
      readonly organizations: readonly OperatorOrganization[];
      readonly selfServe: boolean;
    };

/** Every organization of the installation; self-serve is switched on for one after another. */
export function OrganizationsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const openId = useParams({ strict: false, select: (params) => params.organizationId });
  const query = useQuery(organizationsQuery(search));
  const [from, setFrom] = useState(1);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const selection = useSelection(JSON.stringify(search));
  const rows = query.data?.data ?? [];
  const selected = rows.filter((row) => selection.has(row.id));
  const go = (next: OrganizationsSearch) => {
    setFrom(1);
    void navigate({ search: { ...next, cursor: undefined } });
  };
  const filters = [
    search.search ? `“${search.search}”` : null,
    search.selfServe ? `self-serve ${search.selfServe}` : null,
  ].filter((name) => name !== null);

  return (
    <WithDrawer drawer={openId ? <Outlet /> : null}>
      <PageHeader
        title="Organizations"
        lead="Everybody who uses the platform. Each manages its own people once self-serve is on."
        acts={
          <Button
            variant="filled"
            leftSection={<IconPlus className="i" />}
            onClick={() => setDialog({ kind: 'create' })}
          >
            New organization
          </Button>
        }
      />
      <PageBody>
        <div className="list-bar">
          <SearchField
            label="Search organizations"
            placeholder="Name"
            value={search.search ?? ''}
            onChange={(text) => go({ ...search, search: text || undefined })}
          />
          <NativeSelect
            aria-label="Self-serve"
            value={search.selfServe ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              go({ ...search, selfServe: value === 'on' || value === 'off' ? value : undefined });
            }}
            data={[
              { value: '', label: 'Self-serve on or off' },
              { value: 'on', label: 'Self-serve on' },
              { value: 'off', label: 'Self-serve off' },
            ]}
          />
        </div>
        <BulkBar
          name="organizations"
          selection={selection}
          total={rows.length}
          selectable={rows.map((row) => row.id)}
        >
          {[true, false].map((selfServe) => (
            <Button
              key={String(selfServe)}
              onClick={() => setDialog({ kind: 'self-serve', organizations: selected, selfServe })}
            >
              Switch self-serve {selfServe ? 'on' : 'off'}
            </Button>
          ))}
        </BulkBar>
        <DataList
          name="Organizations"
          columns={organizationColumns}
          query={query}
          rowKey={(row) => row.id}
          rowName={(row) => row.name}
          sort={{
            by: search.sort ?? 'name',
            onChange: (by) => go({ ...search, sort: by as OrganizationSort }), // the columns above name no other
          }}
          selection={selection}
          matching={rows.length}
          openKey={openId}
          rowActs={(organization) => [
            {
              label: organization.visit ? 'Continue the visit' : 'Visit',
              icon: <IconDoorEnter className="i" />,
              onPress: () => setDialog({ kind: 'visit', organization }),
            },
            {
              label: organization.selfServe ? 'Switch self-serve off' : 'Switch self-serve on',
              icon: organization.selfServe ? (
                <IconToggleLeft className="i" />
              ) : (
                <IconToggleRight className="i" />
              ),
              onPress: () =>
                setDialog({
                  kind: 'self-serve',
                  organizations: [organization],
                  selfServe: !organization.selfServe,
                }),
            },
          ]}
          filters={filters}
          onClearFilters={() => go({})}
          empty={
            <EmptyState
              title="There are no organizations yet"
              act={
                <Button variant="filled" onClick={() => setDialog({ kind: 'create' })}>
                  New organization
                </Button>
              }
            >
              Make the first one: its owner gets an invitation and takes it from there.
            </EmptyState>
          }
          pager={{
            from,
            onGo: (cursor, first) => {
              setFrom(first);
              void navigate({ search: { ...search, cursor } });
            },
          }}
        />
        {dialog?.kind === 'create' ? (
          <CreateOrganizationDialog onClose={() => setDialog(null)} />
        ) : null}
        {dialog?.kind === 'visit' ? (
          <VisitDialog organization={dialog.organization} onClose={() => setDialog(null)} />
        ) : null}
        {dialog?.kind === 'self-serve' ? (
          <SelfServeDialog
            organizations={dialog.organizations}
            selfServe={dialog.selfServe}
            onDone={selection.clear}
            onClose={() => setDialog(null)}
          />
        ) : null}
      </PageBody>
    </WithDrawer>
  );
}
