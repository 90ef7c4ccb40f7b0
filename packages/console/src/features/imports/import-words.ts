import type { ImportKind, ImportRow, ImportState } from '@latchkey/contract';
import {
  IconAlertCircle,
  IconBan,
  IconCircleCheck,
  IconEqual,
  IconHourglass,
  IconPencil,
  IconPlayerSkipForward,
  IconProgress,
  IconRotate,
  IconUserPlus,
} from '@tabler/icons-react';
import type { Tone } from '../../shared-ui/tone.ts';

export const kindWords: Record<ImportKind, { one: string; many: string }> = {
  people: { one: 'person', many: 'people' },
  places: { one: 'place', many: 'places' },
};

export const stateWords = {
  uploaded: { word: 'Uploaded', tone: 'info', icon: IconProgress },
  checking: { word: 'Checking', tone: 'info', icon: IconProgress },
  ready: { word: 'Waits for you', tone: 'caution', icon: IconHourglass },
  applying: { word: 'Applying', tone: 'info', icon: IconProgress },
  done: { word: 'Done', tone: 'positive', icon: IconCircleCheck },
  partly_done: { word: 'Partly done', tone: 'caution', icon: IconAlertCircle },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: IconBan },
  failed: { word: 'Failed', tone: 'danger', icon: IconAlertCircle },
  undone: { word: 'Undone', tone: 'neutral', icon: IconRotate },
} as const satisfies Record<ImportState, { word: string; tone: Tone; icon: unknown }>;

export const resultWords = {
  create: { word: 'Create', tone: 'positive', icon: IconUserPlus },
  change: { word: 'Change', tone: 'info', icon: IconPencil },
  no_change: { word: 'No change', tone: 'neutral', icon: IconEqual },
  skip: { word: 'Left out', tone: 'neutral', icon: IconPlayerSkipForward },
  error: { word: 'Error', tone: 'danger', icon: IconAlertCircle },
} as const satisfies Record<ImportRow['result'], { word: string; tone: Tone; icon: unknown }>;
