import type { ApiKeyCreated } from '@latchkey/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { CopyText } from '../../shared-ui/copy-text.tsx';
import { Dialog } from '../../shared-ui/dialog.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

/** Names a key, then shows its secret this once. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => request<ApiKeyCreated>('POST', '/v1/keys', { body: { name } }),
    onSuccess: refresh,
  });
  if (create.data) {
    return (
      <Dialog
        onClose={onClose}
        title={`Key for ${create.data.key.name}`}
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
            <CopyText text={create.data.secret} label="Copy the key">
              {create.data.secret}
            </CopyText>
          </div>
          <div>
            <h3>Where to ask</h3>
            <CopyText text={create.data.decisionPoint} label="Copy the address">
              {create.data.decisionPoint}
            </CopyText>
          </div>
          <div className="line" style={{ justifyContent: 'flex-end' }}>
            <Button variant="filled" onClick={onClose}>
              I have copied it
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog onClose={onClose} title="Create an API key">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        {create.error ? <ProblemNote problem={toProblem(create.error)} /> : null}
        <TextInput
          data-autofocus
          label="Name"
          description="The module that will use it."
          placeholder="Campaigns"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="line" style={{ justifyContent: 'flex-end' }}>
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
