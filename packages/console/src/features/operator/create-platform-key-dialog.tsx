import type { PlatformKeyCreated } from '@latchkey/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { CopyText } from '../../shared-ui/copy-text.tsx';
import { DateTimeField } from '../../shared-ui/date-time-field.tsx';
import { Dialog } from '../../shared-ui/dialog.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import '../../shared-ui/confirm-dialog.css';
import { useOperatorRefresh } from './use-operator-refresh.ts';

/** Names a key for every organization, then shows its secret this once. */
export function CreatePlatformKeyDialog({ onClose }: { onClose: () => void }) {
  const refresh = useOperatorRefresh();
  const [name, setName] = useState('');
  const [endsAt, setEndsAt] = useState<string | null>(null);
  const create = useMutation({
    mutationFn: () =>
      request<PlatformKeyCreated>('POST', '/v1/operator/platform-keys', {
        body: { name, ...(endsAt !== null && { endsAt }) },
      }),
    onSuccess: refresh,
  });
  if (create.data) return <KeyShown created={create.data} onClose={onClose} />;
  return (
    <Dialog onClose={onClose} title="Create a platform key">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <TextInput
          data-autofocus
          label="Name"
          description="The module that will use it."
          placeholder="Campaigns"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <DateTimeField label="Ends (optional)" value={endsAt} onChange={setEndsAt} />
        <Note tone="info">
          With it a module reads who may do what where in every organization, without names and
          addresses. It can change nothing.
        </Note>
        {create.error ? <ProblemNote problem={toProblem(create.error)} /> : null}
        <div className="line confirm-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="filled"
            disabled={name.trim() === ''}
            loading={create.isPending}
          >
            Create key
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function KeyShown({ created, onClose }: { created: PlatformKeyCreated; onClose: () => void }) {
  return (
    <Dialog
      onClose={onClose}
      title={`Key for ${created.key.name}`}
      size="lg"
      closeOnClickOutside={false}
    >
      <div className="stack">
        <Note tone="caution" title="Copy it now">
          It is shown this once and cannot be read again. Keep it where the module keeps its
          secrets.
        </Note>
        <div>
          <h3>Key</h3>
          <CopyText text={created.secret} label="Copy the key">
            {created.secret}
          </CopyText>
        </div>
        <div>
          <h3>Where to ask</h3>
          <CopyText text={created.url} label="Copy the address">
            {created.url}
          </CopyText>
        </div>
        <div className="line confirm-foot">
          <Button variant="filled" onClick={onClose}>
            I have copied it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
