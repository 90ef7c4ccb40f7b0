import type { CheckedAddress } from '@latchkey/contract';
import {
  IconAlertCircle,
  IconClock,
  IconCopy,
  IconHelpCircle,
  IconLoader,
  IconMail,
  IconUserCheck,
  IconUserX,
  IconWorldOff,
} from '@tabler/icons-react';
import { dateText, distanceText } from '../../shared-ui/time-text.ts';
import type { Tone } from '../../shared-ui/tone.ts';
import type { Standing } from './address-standing.ts';

export interface AddressWords {
  readonly tone: Tone;
  readonly icon: typeof IconMail;
  readonly state: string;
  readonly detail: string;
}

/** How an address stands, in words; colour and icon only repeat them. */
export function addressWords(standing: Standing, allowedDomains: readonly string[]): AddressWords {
  const { checked, entry } = standing;
  if (!checked) return { tone: 'neutral', icon: IconLoader, state: 'Checking', detail: '' };
  const merged = entry.times > 1 ? `Entered ${entry.times} times, gets one invitation` : null;
  switch (checked.state) {
    case 'new':
      return {
        tone: 'positive',
        icon: merged ? IconCopy : IconMail,
        state: 'New',
        detail: merged ?? 'Will get an invitation',
      };
    case 'member':
      return {
        tone: 'info',
        icon: IconUserCheck,
        state: 'Already a member',
        detail: 'Nothing is sent',
      };
    case 'waiting':
      return {
        tone: 'info',
        icon: IconClock,
        state: 'Invitation waiting',
        detail: waitingText(checked),
      };
    case 'removed':
      return {
        tone: 'caution',
        icon: IconUserX,
        state: removedText(checked),
        detail: merged ?? 'Will start fresh',
      };
    case 'mistyped':
      return {
        tone: entry.asTyped ? 'positive' : 'caution',
        icon: entry.asTyped ? IconMail : IconHelpCircle,
        state: entry.asTyped ? 'Kept as typed' : 'Looks mistyped',
        detail: entry.asTyped
          ? 'Will get an invitation'
          : checked.suggestion
            ? `Did you mean ${checked.suggestion}?`
            : 'Look at it again',
      };
    case 'outside_domains':
      return {
        tone: 'danger',
        icon: IconWorldOff,
        state: 'Outside your domains',
        detail: allowedDomains.length > 0 ? `Allowed: ${allowedDomains.join(', ')}` : '',
      };
    case 'invalid':
      return {
        tone: 'danger',
        icon: IconAlertCircle,
        state: 'Not an e-mail address',
        detail: whatIsMissing(checked.entered),
      };
    case 'duplicate':
      return {
        tone: 'info',
        icon: IconCopy,
        state: 'Duplicate',
        detail: 'Merged with the one above, gets one invitation',
      };
  }
}

function waitingText({ invitation }: CheckedAddress): string {
  if (!invitation) return 'Nothing is sent again';
  const ends =
    Date.parse(invitation.linkEndsAt) < Date.now()
      ? `ended ${dateText(invitation.linkEndsAt)}`
      : `ends ${dateText(invitation.linkEndsAt)}`;
  return `Sent ${distanceText(invitation.sentAt)}, ${ends}`;
}

const removedText = ({ member }: CheckedAddress) =>
  member?.removedAt ? `Was removed ${distanceText(member.removedAt)}` : 'Was removed';

function whatIsMissing(entered: string): string {
  const bare = /<([^<>]*)>/u.exec(entered)?.[1] ?? entered;
  const [before = '', after, ...more] = bare.trim().split('@');
  if (after === undefined) return 'The @ is missing';
  if (more.length > 0) return 'It has more than one @';
  if (before === '') return 'The part before @ is missing';
  if (after === '') return 'The part after @ is missing';
  if (!after.includes('.')) return 'The part after @ is not complete';
  if (/\s/u.test(bare.trim())) return 'There is a space in it';
  return 'It has a sign that addresses cannot have';
}
