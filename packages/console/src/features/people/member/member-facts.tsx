import type { Member } from '@latchkey/contract';
import type { ReactNode } from 'react';
import { useWords } from '../../../api/model-words.ts';
import '../../../shared-ui/facts.css';
import { Initials } from '../../../shared-ui/initials.tsx';
import { MailAddress } from '../../../shared-ui/mail-address.tsx';
import { Tag } from '../../../shared-ui/tag.tsx';
import { Timestamp } from '../../../shared-ui/timestamp.tsx';
import { MemberStatus } from '../list/member-status.tsx';

/** The head of a person's page. */
export function MemberFacts({ member, menu }: { member: Member; menu: ReactNode }) {
  const name = member.name || member.address;
  const words = useWords();
  return (
    <header className="member-facts">
      <Initials name={name} you={member.you} size="large" />
      <div className="member-facts-name">
        <h2>
          {name} {member.you ? <Tag plain>You</Tag> : null}
        </h2>
        <span className="sub">
          <MailAddress address={member.address} />
        </span>
      </div>
      <div className="member-facts-menu">{menu}</div>
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          <MemberStatus member={member} />
          {member.joinedAt ? (
            <>
              , since <Timestamp at={member.joinedAt} show="date" />
            </>
          ) : null}
        </dd>
        <dt>Type</dt>
        <dd>{member.visit ? 'Operator of the platform, visiting' : words[member.role]}</dd>
        {member.visit ? (
          <>
            <dt>Reason</dt>
            <dd>{member.visit.reason}</dd>
            <dt>May</dt>
            <dd>
              {member.visit.mode === 'read'
                ? 'read only'
                : `change things, because: ${member.visit.writeReason}`}
            </dd>
          </>
        ) : null}
        <dt>{words.signIn}</dt>
        <dd>
          {member.signInLabel}
          {member.lastActiveAt ? (
            <>
              , last <Timestamp at={member.lastActiveAt} />
            </>
          ) : (
            ', never yet'
          )}
        </dd>
        {member.phone ? (
          <>
            <dt>Phone</dt>
            <dd>
              <bdi>{member.phone}</bdi>
            </dd>
          </>
        ) : null}
        {member.accessEndsAt ? (
          <>
            <dt>Access ends</dt>
            <dd>
              <Timestamp at={member.accessEndsAt} show="exact" />,{' '}
              <Timestamp at={member.accessEndsAt} />
            </dd>
          </>
        ) : null}
        {member.removedAt ? (
          <>
            <dt>Removed</dt>
            <dd>
              <Timestamp at={member.removedAt} show="exact" />
            </dd>
          </>
        ) : null}
        {member.externalId ? (
          <>
            <dt>Platform id</dt>
            <dd className="mono">{member.externalId}</dd>
          </>
        ) : null}
      </dl>
    </header>
  );
}
