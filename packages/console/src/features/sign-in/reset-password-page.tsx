import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { DoorPage } from '../../shared-ui/door-page.tsx';
import { linkToken } from '../../shared-ui/link-token.ts';
import { NewPasswordField } from '../../shared-ui/new-password-field.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

export function ResetPasswordPage() {
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () =>
      request<null>('POST', '/v1/password/reset', { body: { token: linkToken(), password } }),
  });
  if (reset.isSuccess) {
    return (
      <DoorPage title="Your password is set">
        <Note tone="positive" role="status">
          You are signed out everywhere. Sign in with the new password.
        </Note>
        <Link to="/sign-in" search={{}}>
          Sign in
        </Link>
      </DoorPage>
    );
  }
  const problem = reset.error ? toProblem(reset.error) : null;
  const weak = problem?.code === 'weak_password';
  return (
    <DoorPage title="Set a new password">
      <form
        className="door-form"
        onSubmit={(event) => {
          event.preventDefault();
          reset.mutate();
        }}
      >
        {problem && !weak ? <ProblemNote problem={problem} /> : null}
        <NewPasswordField
          value={password}
          onChange={setPassword}
          error={weak ? `${problem.title} ${problem.remedy}` : null}
        />
        <Button
          type="submit"
          variant="filled"
          fullWidth
          disabled={password === ''}
          loading={reset.isPending}
        >
          Set password
        </Button>
        {problem?.code === 'invalid_link' ? (
          <Link to="/sign-in" search={{}}>
            Ask for a new link
          </Link>
        ) : null}
      </form>
    </DoorPage>
  );
}
