import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { Note } from '../../shared-ui/note.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

interface AskAgainProps {
  readonly token: string;
  readonly inviter: string;
}

export function AskAgain({ token, inviter }: AskAgainProps) {
  const ask = useMutation({
    mutationFn: () => request<null>('POST', '/v1/activation/ask-again', { body: { token } }),
  });
  if (ask.isSuccess) {
    return (
      <Note tone="positive" role="status" title="Asked">
        A mail to {inviter} is on its way. You get a new link from there.
      </Note>
    );
  }
  return (
    <>
      {ask.error ? <ProblemNote problem={toProblem(ask.error)} /> : null}
      <Button variant="filled" fullWidth loading={ask.isPending} onClick={() => ask.mutate()}>
        Ask for a new invitation
      </Button>
    </>
  );
}
