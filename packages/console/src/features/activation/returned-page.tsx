import type { Activation } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DoorPage } from '../../shared-ui/door-page.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useGoToProvider } from './use-go-to-provider.ts';

interface ReturnedPageProps {
  readonly token: string;
  readonly invitation: Activation;
  /** Code of the problem with which the identity provider's page led back. */
  readonly problem: string;
}

/** Back from the identity provider, and the invitation still waits: why, and how to go on. */
export function ReturnedPage({ token, invitation, problem }: ReturnedPageProps) {
  const { provider, address, name, platformName } = invitation;
  const navigate = useNavigate();
  const go = useGoToProvider(token);
  const { title, content } = wordsOf(problem, provider ?? 'the identity provider', address);
  return (
    <DoorPage title={title} platformName={platformName}>
      {content}
      <p className="sub">Your invitation still waits; nothing was accepted.</p>
      {go.problem ? <ProblemNote problem={go.problem} /> : null}
      <div className="door-form">
        {provider ? (
          <Button
            variant="filled"
            fullWidth
            loading={go.going}
            onClick={() => go.start(name ?? address ?? '', problem === 'provider_wrong_address')}
          >
            {problem === 'provider_wrong_address'
              ? `Use another account of ${provider}`
              : `Try again with ${provider}`}
          </Button>
        ) : null}
        <Button
          fullWidth
          onClick={() => void navigate({ to: '/activate', search: {}, hash: token, replace: true })}
        >
          Back to the invitation
        </Button>
      </div>
    </DoorPage>
  );
}

function wordsOf(
  problem: string,
  provider: string,
  address: string | null,
): { title: string; content: ReactNode } {
  const invited = (
    <b>
      <bdi>{address}</bdi>
    </b>
  );
  switch (problem) {
    case 'provider_wrong_address':
      return {
        title: 'That is another account',
        content: (
          <p>
            {provider} knows you by another address. The invitation is for {invited}: sign in there
            with the account that has it, or ask for an invitation to the address you use.
          </p>
        ),
      };
    case 'provider_address_unverified':
      return {
        title: 'Your address is not confirmed there',
        content: (
          <p>
            {provider} does not say that {invited} is yours. Confirm the address there, or ask
            whoever looks after {provider}.
          </p>
        ),
      };
    case 'identity_of_another_person':
      return {
        title: 'That account belongs to somebody else here',
        content: (
          <p>
            The account you used at {provider} is tied to another person. Sign in there with your
            own, or ask whoever invited you.
          </p>
        ),
      };
    case 'mailed_link_needed':
      return {
        title: 'Open the invitation from the mail',
        content: (
          <p>
            {invited} has an account already. A copied link is not enough to join with it: use the
            link in the mail itself.
          </p>
        ),
      };
    case 'provider_attempt_ended':
      return {
        title: 'That took too long',
        content: <p>Begin again; you have a quarter of an hour to sign in at {provider}.</p>,
      };
    default:
      return {
        title: `${provider} did not let you in`,
        content: (
          <p>
            You may have left its page, or it is out of order. Try again; if it stays, tell whoever
            looks after it.
          </p>
        ),
      };
  }
}
