import type { Activation, SignInAnswer } from '@latchkey/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { NewPasswordField } from '../../shared-ui/new-password-field.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

interface AcceptFormProps {
  readonly token: string;
  readonly invitation: Activation;
}

/** Accepting takes a name and a password that only the person can give: no script accepts by accident. */
export function AcceptForm({ token, invitation }: AcceptFormProps) {
  const [name, setName] = useState(invitation.name ?? '');
  const [signInName, setSignInName] = useState(invitation.signInName ?? '');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const queryClient = useQueryClient();
  const router = useRouter();
  const accept = useMutation({
    mutationFn: () =>
      request<SignInAnswer>('POST', '/v1/activation/accept', {
        body: {
          token,
          name: name.trim(),
          password,
          ...(signInName.trim() === '' ? {} : { signInName: signInName.trim() }),
        },
      }),
    onSuccess: (answer) => {
      queryClient.clear();
      router.history.push(answer.signedInTo === null ? '/sign-in' : '/');
    },
  });
  const problem = accept.error ? toProblem(accept.error) : null;
  const passwordProblem =
    problem?.code === 'weak_password' || problem?.code === 'wrong_credentials';
  const nameProblem =
    problem?.code === 'sign_in_name_taken' || problem?.code === 'invalid_sign_in_name';
  const { hasAccount } = invitation;
  return (
    <form
      className="door-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const incomplete = name.trim() === '' || password === '';
        setMissing(incomplete);
        if (!incomplete) accept.mutate();
      }}
    >
      {problem && !passwordProblem && !nameProblem ? <ProblemNote problem={problem} /> : null}
      <TextInput
        label="Your name"
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={missing && name.trim() === '' ? 'Enter your name.' : null}
      />
      {invitation.signInName === null ? null : (
        <TextInput
          label="Sign-in name"
          description="What you sign in with: your e-mail address, or another name."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={signInName}
          onChange={(event) => setSignInName(event.currentTarget.value)}
          error={problem && nameProblem ? `${problem.title} ${problem.remedy}` : null}
        />
      )}
      {hasAccount ? (
        <PasswordInput
          label="Your password"
          description="This address has an account already. Accept with its password."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={passwordError(problem, passwordProblem, missing && password === '')}
          visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
        />
      ) : (
        <NewPasswordField
          label="Choose a password"
          value={password}
          onChange={setPassword}
          error={passwordError(problem, passwordProblem, missing && password === '')}
        />
      )}
      <Button type="submit" variant="filled" fullWidth loading={accept.isPending}>
        {hasAccount ? 'Accept and sign in' : 'Accept and set password'}
      </Button>
      {/* Password managers file the password under this address. */}
      {invitation.signInName === null ? (
        <input
          className="sr"
          type="text"
          autoComplete="username"
          value={invitation.address ?? ''}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
      ) : null}
    </form>
  );
}

function passwordError(
  problem: { title: string; remedy: string } | null,
  isPasswordProblem: boolean,
  missing: boolean,
): string | null {
  if (missing) return 'Enter a password.';
  return problem && isPasswordProblem ? `${problem.title} ${problem.remedy}` : null;
}
