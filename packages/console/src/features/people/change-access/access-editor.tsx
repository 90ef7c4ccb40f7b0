import type { ChangeReceipt, Member, MemberAccess } from '@latchkey/contract';
import { Button, Radio } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../../api/api-problem.ts';
import { request } from '../../../api/request.ts';
import { useSession } from '../../../api/session.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { GrantList } from '../../../shared-ui/grant-list/grant-list.tsx';
import { Note } from '../../../shared-ui/note.tsx';
import { isNoPlace } from '../../../shared-ui/place-picker/place-selection.ts';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { reasonText } from '../../../shared-ui/reason-text.ts';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import { AccessLineItem } from './access-line-item.tsx';
import './access-editor.css';
import { type AccessLine, grantsOfLines, isEditable, linesOf } from './access-lines.ts';
import { AccessPlan } from './access-plan.tsx';
import { AddAccess } from './add-access.tsx';

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
  const [applies, setApplies] = useState(false);
  const refresh = useRefresh();
  const toast = useToast();
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

  const save = useMutation({
    mutationFn: () =>
      request<ChangeReceipt>('PUT', `/v1/members/${member.id}/access`, {
        body: access,
        ifMatch: member.etag,
      }),
    onSuccess: async (receipt) => {
      toast(`The access of ${member.name || member.address} is changed.`, receipt.changeId);
      onClose();
      await refresh();
    },
  });

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
      {session.member.role === 'owner' ? (
        <Radio.Group
          label="Type"
          value={role}
          onChange={(value) => setRole(value === 'owner' ? 'owner' : 'member')}
        >
          <div className="stack access-editor-types">
            <Radio value="member" label="Member" description="Only what is given below." />
            <Radio
              value="owner"
              label="Owner"
              description="Every permission everywhere; owners cannot be narrowed."
            />
          </div>
        </Radio.Group>
      ) : null}
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
      {changed && !placeless ? (
        <AccessPlan member={member} access={access} onApplies={setApplies} />
      ) : null}
      {save.error ? <ProblemNote problem={toProblem(save.error)} /> : null}
      <div className="line access-editor-foot">
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="filled"
          disabled={!changed || placeless || !applies}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          Save access
        </Button>
      </div>
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
