import type { OperatorOrganization, VisitRequest } from '@latchkey/contract';
import { NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { exactText } from '../../shared-ui/time-text.ts';
import { isReason, ReasonField } from './reason-field.tsx';

interface VisitDialogProps {
  readonly organization: OperatorOrganization;
  readonly onClose: () => void;
}

const durations = [
  ['30', '30 minutes'],
  ['60', '1 hour'],
  ['120', '2 hours'],
  ['240', '4 hours'],
  ['480', '8 hours'],
] as const;

/** Goes into an organization for a while, to read; or back into the visit that is open. */
export function VisitDialog({ organization, onClose }: VisitDialogProps) {
  const { id, name, visit } = organization;
  const queryClient = useQueryClient();
  const router = useRouter();
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState('60');
  const path = `/v1/operator/organizations/${id}/visit`;
  const enter = async (send: () => Promise<null>) => {
    await send();
    queryClient.clear();
    router.history.push('/people');
  };
  if (visit) {
    return (
      <ConfirmDialog
        title={`Continue the visit to ${name}?`}
        act="Continue"
        onClose={onClose}
        onConfirm={() => enter(() => request<null>('POST', `${path}/session`))}
      >
        <p>
          It lasts until {exactText(visit.endsAt)}. Reason: {visit.reason}
        </p>
      </ConfirmDialog>
    );
  }
  const body: VisitRequest = { reason, minutes: Number(minutes) };
  return (
    <ConfirmDialog
      title={`Visit ${name}?`}
      act="Begin the visit"
      disabled={!isReason(reason)}
      onClose={onClose}
      onConfirm={() => enter(() => request<null>('POST', path, { body }))}
    >
      <p>
        You begin by reading only. To change something you ask once more, with a reason of its own.
        The owners see you among their people, and everything you do in their activity.
      </p>
      <ReasonField readers={`Owners of ${name}`} value={reason} onChange={setReason} />
      <NativeSelect
        label="For how long"
        value={minutes}
        onChange={(event) => setMinutes(event.currentTarget.value)}
        data={durations.map(([value, label]) => ({ value, label }))}
      />
    </ConfirmDialog>
  );
}
