import { Tooltip } from '@mantine/core';
import { dateText, distanceText, exactText, utcText } from './time-text.ts';
import './timestamp.css';

interface TimestampProps {
  readonly at: string;
  /** `distance`: in 6 weeks · `date`: 31 Dec 2026 · `exact`: with time and zone. */
  readonly show?: 'distance' | 'date' | 'exact';
}

const shown = { distance: distanceText, date: dateText, exact: exactText };

/** A time for reading; the exact one with its zone shows on hover and focus. */
export function Timestamp({ at, show = 'distance' }: TimestampProps) {
  return (
    <Tooltip label={`${exactText(at)} · ${utcText(at)}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable without a mouse */}
      <time dateTime={at} tabIndex={0} className="timestamp">
        {shown[show](at)}
      </time>
    </Tooltip>
  );
}
