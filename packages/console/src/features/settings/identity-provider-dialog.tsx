import type {
  IdentityProviderSettings,
  IdentityProviderTestAnswer,
  IdentityProviderUpdate,
} from '@latchkey/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { CopyText } from '../../shared-ui/copy-text.tsx';
import { Dialog } from '../../shared-ui/dialog.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';

interface IdentityProviderDialogProps {
  readonly settings: IdentityProviderSettings;
  readonly onClose: () => void;
}

/** The provider's data, tried out before they are saved. */
export function IdentityProviderDialog({ settings, onClose }: IdentityProviderDialogProps) {
  const { own } = settings;
  const toast = useToast();
  const refresh = useRefresh();
  const [name, setName] = useState(own?.name ?? '');
  const [issuer, setIssuer] = useState(own?.issuer ?? '');
  const [clientId, setClientId] = useState(own?.clientId ?? '');
  const [secret, setSecret] = useState('');
  const test = useMutation({
    mutationFn: () =>
      request<IdentityProviderTestAnswer>('POST', '/v1/identity-provider/test', {
        body: { issuer: issuer.trim() },
      }),
  });
  const save = useMutation({
    mutationFn: () => {
      const body: IdentityProviderUpdate = {
        name: name.trim(),
        issuer: issuer.trim(),
        clientId: clientId.trim(),
        ...(secret === '' ? {} : { clientSecret: secret }),
      };
      return request<null>('PUT', '/v1/identity-provider', { body });
    },
    onSuccess: async () => {
      toast(`${name.trim()} is set up.`);
      await refresh();
      onClose();
    },
  });
  const newIssuer = own !== null && issuer.trim() !== own.issuer;
  const needsSecret = own === null || newIssuer;
  const incomplete =
    [name, issuer, clientId].some((text) => text.trim() === '') || (needsSecret && secret === '');
  const issuerProblem = [test, save]
    .map(({ error }) => (error ? toProblem(error) : null))
    .find((problem) => problem?.code === 'issuer_unusable');
  const problem = [test, save]
    .map(({ error }) => (error ? toProblem(error) : null))
    .find((one) => one && one.code !== 'issuer_unusable');
  return (
    <Dialog onClose={onClose} title="Identity provider" size="lg">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {problem ? <ProblemNote problem={problem} /> : null}
        <TextInput
          data-autofocus
          label="Name"
          description="Stands on the button that people press."
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Issuer"
          description="As the provider states it, beginning with https://."
          value={issuer}
          onChange={(event) => {
            setIssuer(event.currentTarget.value);
            test.reset();
          }}
          error={issuerProblem ? `${issuerProblem.title} ${issuerProblem.remedy}` : null}
        />
        <TextInput
          label="Client id"
          value={clientId}
          onChange={(event) => setClientId(event.currentTarget.value)}
        />
        <PasswordInput
          label="Client secret"
          description={
            needsSecret ? 'Kept encrypted and never shown again.' : 'Leave it empty to keep it.'
          }
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show secret', tabIndex: 0 }}
        />
        <div>
          <h3>Redirect address to register at the provider</h3>
          <CopyText text={settings.callbackUrl} label="Copy the redirect address">
            {settings.callbackUrl}
          </CopyText>
        </div>
        {test.data ? (
          <Note tone="positive" role="status" title="The issuer answers">
            People will be sent to <span className="mono">{test.data.authorizationEndpoint}</span>.
          </Note>
        ) : null}
        {newIssuer && own.memberCount > 0 ? (
          <Note tone="caution" title="Nobody is known at another issuer yet">
            Whoever signs in with the present one no longer can, and has to be invited again.
          </Note>
        ) : null}
        <div className="line" style={{ justifyContent: 'flex-end' }}>
          <Button
            loading={test.isPending}
            disabled={issuer.trim() === ''}
            onClick={() => test.mutate()}
          >
            Test
          </Button>
          <span className="grow" />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={incomplete} loading={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
