import type { WhoCan } from '@latchkey/contract';
import { useState } from 'react';
import { numberText } from '../../shared-ui/number-text.ts';

interface SourceChoiceProps {
  readonly sources: WhoCan['sources'];
  readonly value: string | undefined;
  readonly onChange: (source: string | undefined) => void;
}

/** The widest come first; more than these are opened by whoever looks for one of them. */
const fewSources = 6;

/** Where the yes comes from, counted; pressed, only those are listed. */
export function SourceChoice({ sources, value, onChange }: SourceChoiceProps) {
  const [all, setAll] = useState(false);
  const shown = all ? sources : sources.slice(0, fewSources);
  const more = sources.length - shown.length;
  if (sources.length < 2 && value === undefined) return null;
  return (
    <fieldset className="line choice-row who-can-sources">
      <legend className="sr">Where it comes from</legend>
      {shown.map(({ source, label, people }) => (
        <button
          key={source}
          type="button"
          className="choice"
          aria-pressed={value === source}
          onClick={() => onChange(value === source ? undefined : source)}
        >
          {label} <span className="dim">{numberText(people)}</span>
        </button>
      ))}
      {more > 0 ? (
        <button type="button" className="linkish" onClick={() => setAll(true)}>
          {numberText(more)} more
        </button>
      ) : null}
    </fieldset>
  );
}
