import type { Session, Visit } from '@latchkey/contract';
import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { toProblem } from '../api/api-problem.ts';
import { request } from '../api/request.ts';
import { ConfirmDialog } from '../shared-ui/confirm-dialog.tsx';
import { useToast } from '../shared-ui/use-toast.tsx';
import './banner.css';

interface VisitBannerProps {
  readonly organization: Session['organization'];
  readonly visit: Visit;
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** An operator inside: where, until when, why, and whether things may be changed; on every page. */
export function VisitBanner({ organization, visit }: VisitBannerProps) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const path = `/v1/operator/organizations/${organization.id}/visit`;
  const goAbove = () => {
    // What was done inside is not undone from outside.
    notifications.clean();
    queryClient.clear();
    router.history.push('/operator/organizations');
  };
  const leave = async () => {
    try {
      await request<null>('DELETE', path);
      goAbove();
    } catch (error) {
      const problem = toProblem(error);
      toast.failed(`${problem.title} ${problem.remedy}`);
    }
  };
  const onEnd = useEffectEvent(goAbove);
  useEffect(() => {
    const left = new Date(visit.endsAt).getTime() - Date.now();
    const timer = setTimeout(() => onEnd(), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [visit.endsAt]);

  const reading = visit.mode === 'read';
  const Icon = reading ? IconEye : IconPencil;
  return (
    <section className={`banner ${reading ? 'banner-calm' : 'banner-caution'}`} aria-label="Visit">
      <Icon className="i" aria-hidden />
      <p className="grow">
        <b>
          You are visiting {organization.name} until {timeFormat.format(new Date(visit.endsAt))}:{' '}
          {reading ? 'reading only' : 'changing things'}.
        </b>{' '}
        Reason: {visit.writeReason ?? visit.reason}
      </p>
      {reading ? (
        <Button size="xs" onClick={() => setAsking(true)}>
          Ask to change things
        </Button>
      ) : null}
      <Button size="xs" onClick={() => void leave()}>
        Leave
      </Button>
      {asking ? (
        <AskToWrite
          organization={organization}
          path={`${path}/writing`}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </section>
  );
}

interface AskToWriteProps {
  readonly organization: Session['organization'];
  readonly path: string;
  readonly onClose: () => void;
}

/** The second, explicit step: what is to be changed, and why. */
function AskToWrite({ organization, path, onClose }: AskToWriteProps) {
  const [reason, setReason] = useState('');
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      title={`Change things in ${organization.name}?`}
      act="Change things"
      disabled={reason.trim().length < 3}
      onClose={onClose}
      onConfirm={async () => {
        await request<null>('POST', path, { body: { reason } });
        await queryClient.invalidateQueries();
      }}
    >
      <p>
        Until the visit ends you can change people, places and sets. Owners, API keys and how people
        sign in stay out of reach. Each change stands in the activity with your name and this
        reason.
      </p>
      <Textarea
        label="What has to be changed, and why"
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
