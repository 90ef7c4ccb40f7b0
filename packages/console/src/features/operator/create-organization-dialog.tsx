import type { OrganizationCreate, OrganizationCreated } from '@latchkey/contract';
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { useOperator } from '../../api/operator.ts';
import { request } from '../../api/request.ts';
import { CopyText } from '../../shared-ui/copy-text.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import '../../shared-ui/confirm-dialog.css';
import { Dialog } from '../../shared-ui/dialog.tsx';
import { useOperatorRefresh } from './use-operator-refresh.ts';

/** A new organization and the invitation of its first owner. */
export function CreateOrganizationDialog({ onClose }: { onClose: () => void }) {
  const { models } = useOperator();
  const refresh = useOperatorRefresh();
  const [draft, setDraft] = useState<OrganizationCreate>({
    name: '',
    modelKey: models[0]?.key ?? '',
    ownerAddress: '',
    selfServe: true,
  });
  const set = (change: Partial<OrganizationCreate>) => setDraft({ ...draft, ...change });
  const create = useMutation({
    mutationFn: () =>
      request<OrganizationCreated>('POST', '/v1/operator/organizations', {
        body: { ...draft, ownerAddress: draft.ownerAddress.trim() },
      }),
    onSuccess: refresh,
  });
  if (create.data) {
    return (
      <Dialog onClose={onClose} title={`${draft.name} is there`}>
        <OwnerInvited created={create.data} onClose={onClose} />
      </Dialog>
    );
  }
  const complete = draft.name.trim() !== '' && draft.ownerAddress.includes('@');
  return (
    <Dialog onClose={onClose} title="New organization">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) create.mutate();
        }}
      >
        <TextInput
          label="Name"
          data-autofocus
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label="Access model"
          description="Which part of the platform it uses. It cannot be exchanged later."
          value={draft.modelKey}
          onChange={(event) => set({ modelKey: event.currentTarget.value })}
          data={models.map(({ key, label }) => ({ value: key, label }))}
        />
        <TextInput
          label="Mail address of the first owner"
          description="Gets the invitation and can make others owners."
          type="email"
          value={draft.ownerAddress}
          onChange={(event) => set({ ownerAddress: event.currentTarget.value })}
        />
        <Switch
          label="Self-serve is on"
          description="Off: the owner can sign in and look, and changes nothing yet."
          checked={draft.selfServe}
          onChange={(event) => set({ selfServe: event.currentTarget.checked })}
        />
        {create.error ? <ProblemNote problem={toProblem(create.error)} /> : null}
        <div className="line confirm-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={!complete} loading={create.isPending}>
            Create and invite
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function OwnerInvited({ created, onClose }: { created: OrganizationCreated; onClose: () => void }) {
  return (
    <div className="stack">
      <Note tone="positive" role="status">
        {created.ownerLink === null ? (
          <>
            <bdi>{created.ownerAddress}</bdi> gets the invitation by mail.
          </>
        ) : (
          <>
            No mail is sent by this server. Hand the link to <bdi>{created.ownerAddress}</bdi>; it
            works once, for seven days.
          </>
        )}
      </Note>
      {created.ownerLink ? (
        <CopyText text={created.ownerLink} label="Copy the invitation’s link">
          Invitation link
        </CopyText>
      ) : null}
      <div className="line confirm-foot">
        <Button variant="filled" data-autofocus onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
