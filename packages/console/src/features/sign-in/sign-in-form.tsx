import type { SignInAnswer } from '@latchkey/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

interface SignInFormProps {
  readonly onAnswer: (answer: SignInAnswer) => Promise<void> | void;
  readonly onForgotten: (address: string) => void;
}

export function SignInForm({ onAnswer, onForgotten }: SignInFormProps) {
  const [address, setAddress] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useMutation({
    mutationFn: () =>
      request<SignInAnswer>('POST', '/v1/sign-in', { body: { address: address.trim(), password } }),
    onSuccess: onAnswer,
  });
  return (
    <form
      className="door-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const incomplete = address.trim() === '' || password === '';
        setMissing(incomplete);
        if (!incomplete) signIn.mutate();
      }}
    >
      {signIn.error ? <ProblemNote problem={toProblem(signIn.error)} /> : null}
      <TextInput
        label="E-mail address or sign-in name"
        autoCapitalize="none"
        spellCheck={false}
        autoComplete="username"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={
          missing && address.trim() === '' ? 'Enter your e-mail address or sign-in name.' : null
        }
        data-autofocus
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={missing && password === '' ? 'Enter your password.' : null}
        visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
      />
      <Button type="submit" variant="filled" fullWidth loading={signIn.isPending}>
        Sign in
      </Button>
      <button type="button" className="linkish" onClick={() => onForgotten(address)}>
        Forgot your password?
      </button>
    </form>
  );
}
