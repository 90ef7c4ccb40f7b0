import type { Activation } from '@latchkey/contract';
import { IconQuote } from '@tabler/icons-react';
import { useState } from 'react';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { DoorPage, DoorSection } from '../../shared-ui/door-page.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { distanceText, exactText } from '../../shared-ui/time-text.ts';
import { AcceptForm } from './accept-form.tsx';
import { DeclineInvitation } from './decline-invitation.tsx';
import { ProviderForm } from './provider-form.tsx';
import { WrongAccount } from './wrong-account.tsx';

interface WaitingInvitationProps {
  readonly token: string;
  readonly invitation: Activation;
}

/** Who invites, to what, with which access and until when: everything before the decision. */
export function WaitingInvitation({ token, invitation }: WaitingInvitationProps) {
  const [declined, setDeclined] = useState(false);
  const { organizationName, inviterName, platformName, signedInAs } = invitation;
  if (declined) {
    return (
      <DoorPage title="You declined the invitation" platformName={platformName}>
        <p>
          {inviterName ?? 'Whoever invited you'} is told. The link no longer works; nothing of you
          is kept but this answer.
        </p>
      </DoorPage>
    );
  }
  return (
    <DoorPage
      title={`${inviterName ?? 'You are'} ${inviterName ? 'invites you' : 'invited'} to ${organizationName}`}
      platformName={platformName}
      sections={
        <>
          <DoorSection>
            {signedInAs ? (
              <WrongAccount address={invitation.address} signedInAs={signedInAs} />
            ) : invitation.signInMethod === 'sso' ? (
              <ProviderForm token={token} invitation={invitation} />
            ) : (
              <AcceptForm token={token} invitation={invitation} />
            )}
          </DoorSection>
          <DoorSection>
            <DeclineInvitation token={token} onDeclined={() => setDeclined(true)} />
            {invitation.linkEndsAt ? (
              <p className="sub">
                Link ends {exactText(invitation.linkEndsAt)}, {distanceText(invitation.linkEndsAt)}
              </p>
            ) : null}
          </DoorSection>
        </>
      }
      below={
        <p>
          Nothing happens until you accept. If you decline, {inviterName ?? 'the sender'} is told
          and the link stops working.
        </p>
      }
    >
      <p>
        {organizationName} works with {platformName}. The invitation is for{' '}
        <b>
          <bdi>{invitation.address}</bdi>
        </b>
        .
      </p>
      <div>
        {invitation.sentences.map((sentence) => (
          <AccessSentence key={sentence.map((part) => part.text).join('')} parts={sentence} />
        ))}
      </div>
      {invitation.accessEndsAt ? (
        <p className="sub">
          Your access ends {exactText(invitation.accessEndsAt)},{' '}
          {distanceText(invitation.accessEndsAt)}.
        </p>
      ) : null}
      {invitation.note ? (
        <Note icon={<IconQuote className="i" aria-hidden />}>
          <p>{invitation.note}</p>
          {inviterName ? <p className="sub">{inviterName}</p> : null}
        </Note>
      ) : null}
    </DoorPage>
  );
}
