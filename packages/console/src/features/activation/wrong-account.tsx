import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { Note } from '../../shared-ui/note.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

interface WrongAccountProps {
  readonly address: string | null;
  readonly signedInAs: string;
}

/** Somebody else is signed in here: switching keeps the link. */
export function WrongAccount({ address, signedInAs }: WrongAccountProps) {
  const queryClient = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => request<null>('POST', '/v1/sign-out'),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['activation'] }),
  });
  return (
    <div className="door-form">
      <Note tone="caution" title="You are signed in with another address">
        You are <bdi>{signedInAs}</bdi>; the invitation is for <bdi>{address}</bdi>.
      </Note>
      {signOut.error ? <ProblemNote problem={toProblem(signOut.error)} /> : null}
      <Button
        variant="filled"
        fullWidth
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        Sign out and go on
      </Button>
    </div>
  );
}
