import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { Note } from '../../shared-ui/note.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

interface AskResetFormProps {
  readonly address: string;
  readonly onBack: () => void;
}

/** Asks for a reset link; the answer is the same whether or not there is an account. */
export function AskResetForm({ address: typed, onBack }: AskResetFormProps) {
  const [address, setAddress] = useState(typed);
  const ask = useMutation({
    mutationFn: () =>
      request<null>('POST', '/v1/password/reset-request', { body: { address: address.trim() } }),
  });
  if (ask.isSuccess) {
    return (
      <div className="door-form">
        <Note tone="positive" role="status" title="Look into your mail">
          If <bdi>{address}</bdi> has an account, a link to set a new password is on its way.
        </Note>
        <button type="button" className="linkish" onClick={onBack}>
          Back to sign-in
        </button>
      </div>
    );
  }
  return (
    <form
      className="door-form"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      {ask.error ? <ProblemNote problem={toProblem(ask.error)} /> : null}
      <TextInput
        label="E-mail address or sign-in name"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        autoComplete="username"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" fullWidth loading={ask.isPending}>
        Send a reset link
      </Button>
      <button type="button" className="linkish" onClick={onBack}>
        Back to sign-in
      </button>
    </form>
  );
}
