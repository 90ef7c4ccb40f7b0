import {
  IconBan,
  IconCircleCheck,
  IconClock,
  IconHourglassEmpty,
  IconMailOff,
  IconX,
} from '@tabler/icons-react';
import { StatusWord } from '../../../shared-ui/status-word.tsx';
import type { InvitationStatus } from '../people-search.ts';

export const statusWords: Record<InvitationStatus, string> = {
  waiting: 'Waiting',
  completed: 'Completed',
  expired: 'Expired',
  revoked: 'Revoked',
  declined: 'Declined',
  not_delivered: 'Not delivered',
};

export const statusFilters: readonly (readonly [InvitationStatus | undefined, string])[] = [
  [undefined, 'All'],
  ['waiting', statusWords.waiting],
  ['completed', statusWords.completed],
  ['expired', statusWords.expired],
  ['revoked', statusWords.revoked],
  ['declined', statusWords.declined],
  ['not_delivered', statusWords.not_delivered],
];

const looks = {
  waiting: { tone: 'info', icon: IconClock },
  completed: { tone: 'positive', icon: IconCircleCheck },
  expired: { tone: 'caution', icon: IconHourglassEmpty },
  revoked: { tone: 'neutral', icon: IconBan },
  declined: { tone: 'neutral', icon: IconX },
  not_delivered: { tone: 'danger', icon: IconMailOff },
} as const;

export function InvitationStatusWord({ status }: { status: InvitationStatus }) {
  const { tone, icon } = looks[status];
  return (
    <StatusWord tone={tone} icon={icon}>
      {statusWords[status]}
    </StatusWord>
  );
}
