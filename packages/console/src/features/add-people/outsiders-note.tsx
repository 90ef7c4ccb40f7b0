import { IconHourglassLow } from '@tabler/icons-react';
import { useSession } from '../../api/session.ts';
import {
  type AccessEndChoice,
  accessEndPresets,
  accessEndTyped,
  ownTimeZone,
} from '../../shared-ui/access-end/access-end-choice.ts';
import { Note } from '../../shared-ui/note.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import type { Standing } from './address-standing.ts';
import { outsiders } from './outsiders.ts';

interface OutsidersNoteProps {
  readonly people: readonly Standing[];
  readonly end: AccessEndChoice;
  readonly onEnd: (end: AccessEndChoice) => void;
}

/** Suggests an end of access for people from outside; it is a suggestion, never switched on by itself. */
export function OutsidersNote({ people, end, onEnd }: OutsidersNoteProps) {
  const { member } = useSession();
  const outside = outsiders(people, member.address);
  const [first] = outside;
  if (first === undefined || end.kind === 'at') return null;
  const zone = ownTimeZone();
  const month = accessEndPresets.find(({ label }) => label === '30 days');
  return (
    <Note
      tone="caution"
      icon={<IconHourglassLow className="i" aria-hidden />}
      title={
        outside.length === 1
          ? 'One address is from outside.'
          : `${numberText(outside.length)} addresses are from outside.`
      }
    >
      <bdi>{first}</bdi>
      {outside.length > 1 ? ` and ${numberText(outside.length - 1)} more` : ''} will keep access
      until somebody takes it away, unless it is temporary.{' '}
      <button
        type="button"
        className="linkish"
        onClick={() => onEnd(accessEndTyped(month?.local(Date.now(), zone) ?? '', zone))}
      >
        Let it end in 30 days
      </button>
    </Note>
  );
}
