import { Button, Radio, Switch, TextInput } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { distanceText, exactText, utcText } from '../time-text.ts';
import {
  type AccessEndChoice,
  accessEndPresets,
  accessEndProblem,
  accessEndTyped,
  noAccessEnd,
  ownTimeZone,
} from './access-end-choice.ts';
import './access-end.css';
import { localInstants } from './local-instants.ts';
import { SystemTime } from './system-time.tsx';

interface AccessEndProps {
  readonly value: AccessEndChoice;
  readonly onChange: (value: AccessEndChoice) => void;
  /** Names the switch: "Temporary". */
  readonly label: string;
  readonly description?: string;
}

/** The instant after which access counts no more: off unless switched on, in the reader's time and in UTC. */
export function AccessEnd({ value, onChange, label, description }: AccessEndProps) {
  const zone = ownTimeZone();
  const now = useNow();
  return (
    <div className="access-end">
      <Switch
        label={label}
        description={description}
        checked={value.kind === 'at'}
        onChange={(event) =>
          onChange(
            event.currentTarget.checked
              ? accessEndTyped(accessEndPresets[2]?.local(now, zone) ?? '', zone)
              : noAccessEnd,
          )
        }
      />
      {value.kind === 'at' ? (
        <EndTime value={value} onChange={onChange} zone={zone} now={now} />
      ) : null}
    </div>
  );
}

interface EndTimeProps {
  readonly value: Extract<AccessEndChoice, { kind: 'at' }>;
  readonly onChange: (value: AccessEndChoice) => void;
  readonly zone: string;
  readonly now: number;
}

function EndTime({ value, onChange, zone, now }: EndTimeProps) {
  const problem = accessEndProblem(value, now);
  const twice = localInstants(value.local, zone);
  return (
    <div className="access-end-time stack">
      <fieldset className="line">
        <legend className="sr">Common ends</legend>
        {accessEndPresets.map((preset) => (
          <Button
            key={preset.label}
            size="xs"
            onClick={() => onChange(accessEndTyped(preset.local(now, zone), zone))}
          >
            {preset.label}
          </Button>
        ))}
      </fieldset>
      <TextInput
        type="datetime-local"
        label="Last date and time"
        className="access-end-field"
        value={value.local}
        error={problem}
        onChange={(event) => onChange(accessEndTyped(event.currentTarget.value, zone))}
      />
      {twice.length > 1 && value.instant !== null ? (
        <Radio.Group
          label="The clocks show this time twice that night. Which one?"
          value={value.instant}
          onChange={(instant) => onChange({ ...value, instant })}
        >
          {twice.map((each) => {
            const instant = new Date(each).toISOString();
            return (
              <Radio
                key={instant}
                value={instant}
                label={`${exactText(instant)} · ${utcText(instant)}`}
              />
            );
          })}
        </Radio.Group>
      ) : null}
      <dl className="access-end-times">
        {value.instant !== null ? (
          <>
            <dt>Ends, your time</dt>
            <dd>
              {exactText(value.instant)}{' '}
              <span className="dim">{distanceText(value.instant, now)}</span>
            </dd>
            <dt>Ends, UTC</dt>
            <dd>{utcText(value.instant)}</dd>
          </>
        ) : null}
        <dt>Your current system time</dt>
        <dd>
          <SystemTime />
        </dd>
      </dl>
    </div>
  );
}

/** The time of day, moving with the clock. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  const clock = useInterval(() => setNow(Date.now()), 15_000);
  // biome-ignore lint/correctness/useExhaustiveDependencies: started once, stopped with the component
  useEffect(() => {
    clock.start();
    return clock.stop;
  }, []);
  return now;
}
