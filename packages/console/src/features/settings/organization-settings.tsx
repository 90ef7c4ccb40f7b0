import type { ChangeReceipt, Organization, OrganizationUpdate } from '@latchkey/contract';
import { Button, NumberInput, Skeleton, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { organizationQuery } from '../../api/organization.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { Changing } from '../../shared-ui/changing.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { PlaceTypes } from './place-types.tsx';

export function OrganizationSettings() {
  const query = useQuery(organizationQuery);
  if (query.error) {
    return <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />;
  }
  if (!query.data) return <Skeleton height={240} />;
  return <OrganizationForm key={query.data.etag} organization={query.data} />;
}

function OrganizationForm({ organization }: { organization: Organization }) {
  const toast = useToast();
  const refresh = useRefresh();
  const [name, setName] = useState(organization.name);
  const [domains, setDomains] = useState(organization.allowedDomains);
  const [days, setDays] = useState(organization.invitationDays);
  const [typesOff, setTypesOff] = useState(organization.typesOff);
  const update: OrganizationUpdate = {
    ...(name.trim() === organization.name ? {} : { name: name.trim() }),
    ...(domains.join() === organization.allowedDomains.join() ? {} : { allowedDomains: domains }),
    ...(typesOff.join() === organization.typesOff.join() ? {} : { typesOff }),
    ...(days === organization.invitationDays ? {} : { invitationDays: days }),
  };
  const save = useMutation({
    mutationFn: () =>
      request<ChangeReceipt>('PATCH', '/v1/organization', {
        body: update,
        ifMatch: organization.etag,
      }),
    onSuccess: async (receipt) => {
      toast('Settings saved.', receipt.changeId);
      await refresh();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Panel
        title="Organization"
        footer={
          <Changing>
            <Button
              type="submit"
              variant="filled"
              loading={save.isPending}
              disabled={Object.keys(update).length === 0 || name.trim() === ''}
            >
              Save settings
            </Button>
          </Changing>
        }
      >
        <div className="stack">
          {save.error ? <ProblemNote problem={toProblem(save.error)} /> : null}
          <TextInput
            label="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TagsInput
            label="Allowed mail domains"
            description="People can be invited from these domains only. Leave it empty to allow every domain."
            placeholder={domains.length === 0 ? 'company.example' : ''}
            value={domains}
            onChange={setDomains}
            splitChars={[',', ';', ' ']}
            clearable={false}
          />
          <NumberInput
            label="An invitation waits, in days"
            description="After that its link no longer works and can be sent again."
            min={1}
            max={30}
            allowDecimal={false}
            value={days}
            onChange={(value) => {
              if (typeof value === 'number') setDays(value);
            }}
          />
          <PlaceTypes off={typesOff} onChange={setTypesOff} />
        </div>
      </Panel>
    </form>
  );
}
