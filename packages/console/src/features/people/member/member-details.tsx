import type { Member } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceText } from '../../../shared-ui/access-sentence.tsx';
import { Changing } from '../../../shared-ui/changing.tsx';
import { FoldedSentence } from '../../../shared-ui/folded-sentence.tsx';
import { type GrantGrouping, GrantList } from '../../../shared-ui/grant-list/grant-list.tsx';
import { RowMenu } from '../../../shared-ui/row-menu.tsx';
import './member-details.css';
import { MemberDialogs } from './member-dialogs.tsx';
import { MemberFacts } from './member-facts.tsx';
import { MemberHistory } from './member-history.tsx';
import { MemberPermissionList, RestrictionList, useMemberPermissions } from './permission-list.tsx';
import { useMemberActs } from './use-member-acts.tsx';

/** Grants by place, by set and by source; what they come to, by permission. */
type Grouping = GrantGrouping | 'act';

const groupings: readonly (readonly [Grouping, string])[] = [
  ['place', 'By place'],
  ['act', 'By permission'],
  ['permission', 'By set'],
  ['source', 'By source'],
];

/** A person: who, what the access means in a sentence, where it comes from, what happened. */
export function MemberDetails({ member }: { member: Member }) {
  const [by, setBy] = useState<Grouping>('place');
  const [menuOpened, setMenuOpened] = useState(false);
  const acts = useMemberActs();
  const permissions = useMemberPermissions(member.id);
  const restrictions = permissions.data?.restrictions ?? [];
  const name = member.name || member.address;
  const changeable = member.cannotManage === null && member.status !== 'removed';
  return (
    <>
      <MemberFacts
        member={member}
        menu={
          <RowMenu
            name={name}
            acts={acts.of(member).filter((act) => act.label !== 'View access')}
            opened={menuOpened}
            onChange={setMenuOpened}
          />
        }
      />
      <section>
        <div className="member-section-head">
          <h3 className="grow">{accessTitle(member.status, firstName(name))}</h3>
          {changeable ? (
            <Changing>
              <Button
                size="xs"
                leftSection={<IconPencil />}
                onClick={() => acts.open({ kind: 'access', memberId: member.id })}
              >
                Change access
              </Button>
            </Changing>
          ) : null}
        </div>
        {member.sentences.map((sentence) => (
          <FoldedSentence key={sentenceText(sentence)} parts={sentence} />
        ))}
        {member.sentences.length === 0 ? (
          <p className="sub">Nothing: no access was given.</p>
        ) : null}
      </section>
      {member.grants.length > 0 ? (
        <section>
          <fieldset className="member-section-head">
            <legend className="sr">Show access</legend>
            {groupings.map(([key, label]) => (
              <button
                key={key}
                type="button"
                className="member-grouping"
                aria-pressed={by === key}
                onClick={() => setBy(key)}
              >
                {label}
              </button>
            ))}
          </fieldset>
          {by === 'act' ? (
            <MemberPermissionList query={permissions} />
          ) : (
            <GrantList grants={member.grants} by={by} />
          )}
        </section>
      ) : null}
      {restrictions.length > 0 ? (
        <section>
          <div className="member-section-head">
            <h3>What is hidden from {firstName(name)}</h3>
          </div>
          <RestrictionList restrictions={restrictions} />
        </section>
      ) : null}
      <section>
        <div className="member-section-head">
          <h3>History</h3>
        </div>
        <MemberHistory memberId={member.id} />
        <p style={{ marginTop: 'var(--s-3)' }}>
          <Link to="/check-access" search={{ memberId: member.id }}>
            Check what {firstName(name)} can do
          </Link>
        </p>
      </section>
      <MemberDialogs state={acts} />
    </>
  );
}

const firstName = (name: string) => name.split(/\s+/u)[0] ?? name;

/** The sentence below says what is held; while somebody is suspended or gone, it does not count. */
function accessTitle(status: Member['status'], name: string): string {
  if (status === 'suspended') return `What ${name} can do when resumed`;
  if (status === 'invited') return `What ${name} will be able to do`;
  return status === 'removed' ? `What ${name} could do` : `What ${name} can do`;
}
