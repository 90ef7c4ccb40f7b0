import type { RequestListItem } from '@latchkey/contract';
import {
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleX,
  IconHourglass,
  IconHourglassOff,
} from '@tabler/icons-react';
import { StatusWord } from '../../shared-ui/status-word.tsx';

const words = {
  waiting: { word: 'Waiting', tone: 'caution', icon: IconHourglass },
  lapsed: { word: 'Lapsed', tone: 'neutral', icon: IconHourglassOff },
  approved: { word: 'Approved', tone: 'positive', icon: IconCircleCheck },
  declined: { word: 'Declined', tone: 'danger', icon: IconCircleX },
  withdrawn: { word: 'Withdrawn', tone: 'neutral', icon: IconArrowBackUp },
} as const;

/** Where a request stands. */
export function RequestState({ state, changed }: Pick<RequestListItem, 'state' | 'changed'>) {
  const { word, tone, icon } = words[state];
  return (
    <StatusWord tone={tone} icon={icon}>
      {changed ? `${word} with changes` : word}
    </StatusWord>
  );
}
