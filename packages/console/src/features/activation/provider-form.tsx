import type { Activation } from '@latchkey/contract';
import { Button, TextInput } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Note } from '../../shared-ui/note.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useGoToProvider } from './use-go-to-provider.ts';

interface ProviderFormProps {
  readonly token: string;
  readonly invitation: Activation;
}

/** Accepting through the identity provider: whoever comes back from there with the invited address has accepted. */
export function ProviderForm({ token, invitation }: ProviderFormProps) {
  const { provider, address, inviterName } = invitation;
  const [name, setName] = useState(invitation.name ?? '');
  const [missing, setMissing] = useState(false);
  const go = useGoToProvider(token);
  if (provider === null) {
    return (
      <Note tone="caution" title="This cannot be accepted at present">
        You were to sign in through an identity provider, and none is set up any more. Ask{' '}
        {inviterName ?? 'whoever invited you'} to invite you again.
      </Note>
    );
  }
  return (
    <form
      className="door-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const incomplete = name.trim() === '';
        setMissing(incomplete);
        if (!incomplete) go.start(name.trim(), false);
      }}
    >
      {go.problem ? <ProblemNote problem={go.problem} /> : null}
      <TextInput
        label="Your name"
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={missing ? 'Enter your name.' : null}
      />
      <Button
        type="submit"
        variant="filled"
        fullWidth
        rightSection={<IconArrowRight />}
        loading={go.going}
      >
        Continue with {provider}
      </Button>
      <p className="sub">
        You sign in there as <bdi>{address}</bdi> and come back. No password is needed here.
      </p>
    </form>
  );
}
