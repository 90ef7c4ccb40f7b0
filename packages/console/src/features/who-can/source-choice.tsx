import type { WhoCan } from '@latchkey/contract';
import { numberText } from '../../shared-ui/number-text.ts';

interface SourceChoiceProps {
  readonly sources: WhoCan['sources'];
  readonly value: string | undefined;
  readonly onChange: (source: string | undefined) => void;
}

const shown = 6;

/** Where the yes comes from, counted; pressed, only those are listed. */
export function SourceChoice({ sources, value, onChange }: SourceChoiceProps) {
  if (sources.length < 2 && value === undefined) return null;
  return (
    <fieldset className="line choice-row who-can-sources">
      <legend className="sr">Where it comes from</legend>
      {sources.slice(0, shown).map(({ source, label, people }) => (
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
    </fieldset>
  );
}
