import type { InvitationListItem } from '@latchkey/contract';
import { Tooltip } from '@mantine/core';
import { IconClock, IconMailCheck, IconMailOff, IconMailX } from '@tabler/icons-react';
import { StatusWord } from '../../../shared-ui/status-word.tsx';

const looks = {
  queued: { tone: 'neutral', icon: IconClock, word: 'Queued' },
  sent: { tone: 'positive', icon: IconMailCheck, word: 'Sent' },
  refused: { tone: 'danger', icon: IconMailX, word: 'Refused' },
  no_mail_server: { tone: 'caution', icon: IconMailOff, word: 'No mail server' },
} as const;

/** What became of the mail, honestly; the reason shows on hover and focus. */
export function DeliveryStatus({ delivery }: { delivery: InvitationListItem['delivery'] }) {
  const { tone, icon, word } = looks[delivery.status];
  const status = (
    <StatusWord tone={tone} icon={icon}>
      {word}
    </StatusWord>
  );
  if (delivery.detail === null) return status;
  return (
    <Tooltip label={delivery.detail}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable without a mouse */}
      <span tabIndex={0}>
        {status}
        <span className="sr">: {delivery.detail}</span>
      </span>
    </Tooltip>
  );
}
