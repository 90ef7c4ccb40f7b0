import type { MemberListItem } from '@latchkey/contract';
import {
  IconCircleCheck,
  IconHourglassEmpty,
  IconHourglassLow,
  IconMail,
  IconPlayerPause,
  IconUserOff,
} from '@tabler/icons-react';
import { StatusWord } from '../../../shared-ui/status-word.tsx';

const soon = 14 * 86_400_000;

export const endsSoon = (at: string, now: number = Date.now()): boolean => {
  const left = new Date(at).getTime() - now;
  return left > 0 && left < soon;
};

interface MemberStatusProps {
  readonly member: Pick<MemberListItem, 'status' | 'expired' | 'accessEndsAt'>;
}

/** A person's standing, in one word. */
export function MemberStatus({ member }: MemberStatusProps) {
  if (member.status === 'removed') {
    return (
      <StatusWord tone="neutral" icon={IconUserOff}>
        Removed
      </StatusWord>
    );
  }
  if (member.status === 'suspended') {
    return (
      <StatusWord tone="caution" icon={IconPlayerPause}>
        Suspended
      </StatusWord>
    );
  }
  if (member.expired) {
    return (
      <StatusWord tone="danger" icon={IconHourglassEmpty}>
        Ended
      </StatusWord>
    );
  }
  if (member.status === 'invited') {
    return (
      <StatusWord tone="info" icon={IconMail}>
        Invited
      </StatusWord>
    );
  }
  if (member.accessEndsAt !== null && endsSoon(member.accessEndsAt)) {
    return (
      <StatusWord tone="caution" icon={IconHourglassLow}>
        Ends soon
      </StatusWord>
    );
  }
  return (
    <StatusWord tone="positive" icon={IconCircleCheck}>
      Active
    </StatusWord>
  );
}
