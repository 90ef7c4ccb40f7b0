import { useInterval } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { clockText, utcClockText } from '../time-text.ts';
import { ownTimeZone } from './access-end-choice.ts';

/** What this computer's clock says, going on by the second: in its own zone and in UTC. */
export function SystemTime() {
  const [now, setNow] = useState(() => Date.now());
  const clock = useInterval(() => setNow(Date.now()), 1_000);
  // biome-ignore lint/correctness/useExhaustiveDependencies: started once, stopped with the component
  useEffect(() => {
    clock.start();
    return clock.stop;
  }, []);
  return (
    <>
      <time dateTime={new Date(now).toISOString()} role="timer" aria-live="off">
        {clockText(now)}
      </time>{' '}
      <span className="dim">
        {ownTimeZone()} · {utcClockText(now)}
      </span>
    </>
  );
}
