import type { SignInAnswer } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import type { Organizations } from './use-enter.ts';

interface ChooseOrganizationProps {
  readonly organizations: Organizations;
  readonly onEntered: () => Promise<void>;
}

/** A person of several organizations says which one to enter. */
export function ChooseOrganization({ organizations, onEntered }: ChooseOrganizationProps) {
  const choose = useMutation({
    mutationFn: (organizationId: string) =>
      request<SignInAnswer>('POST', '/v1/sign-in/organization', { body: { organizationId } }),
    onSuccess: onEntered,
  });
  return (
    <>
      <p className="sub">You belong to {organizations.length} organizations.</p>
      {choose.error ? <ProblemNote problem={toProblem(choose.error)} /> : null}
      <ul className="door-form">
        {organizations.map((organization) => (
          <li key={organization.id}>
            <Button
              fullWidth
              justify="flex-start"
              loading={choose.isPending && choose.variables === organization.id}
              onClick={() => choose.mutate(organization.id)}
            >
              {organization.name}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
