import type { Member, MemberAccess } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useSession } from '../../../api/session.ts';
import { GrantList } from '../../../shared-ui/grant-list/grant-list.tsx';
import { Note } from '../../../shared-ui/note.tsx';
import { isNoPlace } from '../../../shared-ui/place-picker/place-selection.ts';
import { reasonText } from '../../../shared-ui/reason-text.ts';
import { AccessLineItem } from './access-line-item.tsx';
import { type AccessLine, grantsOfLines, isEditable, linesOf } from './access-lines.ts';
import { AddAccess } from './add-access.tsx';
import { SaveAccess } from './save-access.tsx';
import { StandingChoice } from './standing-choice.tsx';

interface AccessEditorProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function AccessEditor({ member, onClose }: AccessEditorProps) {
  const session = useSession();
  const organizationId = session.organization.id;
  const [role, setRole] = useState(member.role);
  const [lines, setLines] = useState<readonly AccessLine[]>(() => linesOf(member.grants));
  const [adding, setAdding] = useState(false);
  const untouched = member.grants.filter((grant) => !isEditable(grant));
  const accessOf = (wanted: readonly AccessLine[]): MemberAccess => ({
    role,
    grants: role === 'owner' ? [] : grantsOfLines(wanted, untouched, organizationId),
  });
  const access = accessOf(lines);
  const [before] = useState(() =>
    sameKey({
      role: member.role,
      grants:
        member.role === 'owner'
          ? []
          : grantsOfLines(linesOf(member.grants), untouched, organizationId),
    }),
  );
  const changed = sameKey(access) !== before;
  const placeless = role === 'member' && lines.some((line) => isNoPlace(line.places));

  if (adding) {
    return (
      <AddAccess
        member={member}
        accessWith={(added) => accessOf([...lines, ...added])}
        onBack={() => setAdding(false)}
        onAdd={(added) => {
          setLines([...lines, ...added]);
          setAdding(false);
        }}
      />
    );
  }

  return (
    <div className="stack">
      <StandingChoice value={role} onChange={setRole} />
      {role === 'owner' ? (
        <Note tone="info">{reasonText('owner_needs_no_access')}</Note>
      ) : (
        <section>
          <div className="line access-editor-head">
            <h3 className="grow">Sets and places</h3>
            <Button size="xs" leftSection={<IconPlus />} onClick={() => setAdding(true)}>
              Add access
            </Button>
          </div>
          {lines.length === 0 ? <p className="sub">No set at any place.</p> : null}
          <ul className="access-lines">
            {lines.map((line) => (
              <AccessLineItem
                key={line.key}
                line={line}
                name={setName(member, line)}
                onChange={(next) =>
                  setLines(lines.map((other) => (other.key === line.key ? next : other)))
                }
                onRemove={() => setLines(lines.filter((other) => other.key !== line.key))}
              />
            ))}
          </ul>
          {untouched.length > 0 ? (
            <div className="access-editor-untouched">
              <p className="sub">Outside of what you manage; it stays as it is:</p>
              <GrantList grants={untouched} by="place" />
            </div>
          ) : null}
        </section>
      )}
      <SaveAccess
        member={member}
        access={changed && !placeless ? access : null}
        act="Save access"
        onClose={onClose}
      />
    </div>
  );
}

/** The same access in whatever order gives the same text. */
const sameKey = (access: MemberAccess) =>
  JSON.stringify([
    access.role,
    access.grants
      .map((grant) =>
        [
          grant.permissionSetId ?? grant.permissions,
          grant.scope,
          grant.startsAt,
          grant.endsAt,
        ].join('|'),
      )
      .sort(),
  ]);

const setName = (member: Member, line: AccessLine) =>
  member.grants.find((grant) => grant.permissionSet?.id === line.setId)?.label;
