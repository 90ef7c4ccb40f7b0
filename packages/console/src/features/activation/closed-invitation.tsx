import type { Activation } from '@latchkey/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DoorPage } from '../../shared-ui/door-page.tsx';
import { exactText } from '../../shared-ui/time-text.ts';
import { AskAgain } from './ask-again.tsx';

interface ClosedInvitationProps {
  readonly token: string;
  /** Null when the link cannot be read at all. */
  readonly invitation: Activation | null;
}

/** An invitation that cannot be accepted: which case it is, and what to do. */
export function ClosedInvitation({ token, invitation }: ClosedInvitationProps) {
  const page = pageOf(token, invitation);
  return (
    <DoorPage title={page.title} {...(invitation ? { platformName: invitation.platformName } : {})}>
      {page.content}
    </DoorPage>
  );
}

function pageOf(
  token: string,
  invitation: Activation | null,
): { title: string; content: ReactNode } {
  const organization = invitation?.organizationName ?? 'the organization';
  const inviter = invitation?.inviterName ?? 'the person who invited you';
  switch (invitation?.state) {
    case 'expired':
      return {
        title: 'This invitation has ended',
        content: (
          <>
            <p>
              The link to {organization}
              {invitation.linkEndsAt ? ` ended ${exactText(invitation.linkEndsAt)}` : ' has ended'}.
              Your invitation is not lost: {inviter} can send a new one.
            </p>
            <AskAgain token={token} inviter={inviter} />
          </>
        ),
      };
    case 'revoked':
      return {
        title: 'This invitation was taken back',
        content: (
          <p>
            {organization} took the invitation back. If you expected it, ask {inviter}.
          </p>
        ),
      };
    case 'accepted':
      return {
        title: 'You have accepted already',
        content: (
          <p>
            You belong to {organization}.{' '}
            <Link to="/sign-in" search={{}}>
              Sign in
            </Link>
          </p>
        ),
      };
    case 'declined':
      return {
        title: 'This invitation was declined',
        content: <p>If that was a mistake, ask {inviter} for a new invitation.</p>,
      };
    case 'superseded':
      return {
        title: 'A newer invitation was sent',
        content: (
          <p>Use the link in the newest mail from {organization}. This one no longer works.</p>
        ),
      };
    default:
      return {
        title: 'This link is not known',
        content: (
          <>
            <p>
              It may be cut off: open it from the mail again, or copy the whole link. If it still
              does not work, ask whoever invited you for a new invitation.
            </p>
            <p>
              <Link to="/sign-in" search={{}}>
                Sign in
              </Link>
            </p>
          </>
        ),
      };
  }
}
