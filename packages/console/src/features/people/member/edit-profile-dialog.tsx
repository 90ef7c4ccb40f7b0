import type { ChangeReceipt, Member, MemberUpdate } from '@latchkey/contract';
import { Checkbox, Input, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../../api/api-problem.ts';
import { memberQuery } from '../../../api/member.ts';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { ConfirmDialog } from '../../../shared-ui/confirm-dialog.tsx';
import { DateTimeField } from '../../../shared-ui/date-time-field.tsx';
import { Dialog } from '../../../shared-ui/dialog.tsx';
import { PlanPreview } from '../../../shared-ui/plan-preview.tsx';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';

export function EditProfileDialog(props: { memberId: string; onClose: () => void }) {
  const query = useQuery({
    ...memberQuery(props.memberId),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  if (query.data && !query.isFetching) {
    return <ProfileForm member={query.data} onClose={props.onClose} />;
  }
  return (
    <Dialog onClose={props.onClose} title="Edit profile">
      {query.error ? (
        <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
      ) : (
        <Skeleton height={180} />
      )}
    </Dialog>
  );
}

function ProfileForm({ member, onClose }: { member: Member; onClose: () => void }) {
  const [name, setName] = useState(member.name);
  const [phone, setPhone] = useState(member.phone ?? '');
  const [ends, setEnds] = useState(member.accessEndsAt !== null);
  const [endsAt, setEndsAt] = useState(member.accessEndsAt);
  const refresh = useRefresh();
  const toast = useToast();
  const incomplete = name.trim() === '' || (ends && endsAt === null);

  const wanted = ends ? endsAt : null;
  const movesEnd = !incomplete && wanted !== member.accessEndsAt;
  const [applies, setApplies] = useState(false);
  const path = `/v1/members/${member.id}`;

  const save = async () => {
    const update: MemberUpdate = {};
    if (name.trim() !== member.name) update.name = name.trim();
    if ((phone.trim() || null) !== member.phone) update.phone = phone.trim() || null;
    if (movesEnd) update.accessEndsAt = wanted;
    if (Object.keys(update).length === 0) return;
    const receipt = await request<ChangeReceipt>('PATCH', path, {
      body: update,
      ifMatch: member.etag,
    });
    toast(`The profile of ${name.trim()} is saved.`, receipt.changeId);
    await refresh();
  };

  return (
    <ConfirmDialog
      title="Edit profile"
      act="Save profile"
      disabled={incomplete || (movesEnd && !applies)}
      onClose={onClose}
      onConfirm={save}
    >
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={name.trim() === '' ? 'Enter a name.' : null}
        autoComplete="off"
      />
      <TextInput
        label="Phone"
        type="tel"
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
        autoComplete="off"
      />
      <Input.Wrapper
        label="E-mail address"
        labelElement="div"
        description="The address is the person's own; it changes with a new invitation."
        inputWrapperOrder={['label', 'input', 'description']}
      >
        <div>
          <bdi>{member.address}</bdi>
        </div>
      </Input.Wrapper>
      <Checkbox
        label="Access ends at a certain time"
        checked={ends}
        onChange={(event) => setEnds(event.currentTarget.checked)}
      />
      {ends ? (
        <DateTimeField
          label="Access ends"
          value={endsAt}
          onChange={setEndsAt}
          error={endsAt === null ? 'Choose date and time.' : null}
        />
      ) : null}
      {movesEnd ? (
        <PlanPreview
          write={{ method: 'PATCH', path, body: { accessEndsAt: wanted } }}
          onApplies={setApplies}
        />
      ) : null}
    </ConfirmDialog>
  );
}
