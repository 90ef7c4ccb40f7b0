import { Button } from '@mantine/core';
import { numberText } from '../number-text.ts';
import type { CodeMatch } from './matched-codes.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';

type CodeProblem = Exclude<CodeMatch, { kind: 'matched' }>;

interface CodeProblemsProps {
  readonly index: PlaceIndex;
  readonly problems: readonly CodeProblem[];
  readonly onChoose: (entered: string, row: PlaceRow) => void;
}

const shownAtMost = 100;

/** What did not match, why, and the nearest right value as a button. */
export function CodeProblems({ index, problems, onChoose }: CodeProblemsProps) {
  return (
    <ul className="place-problems" aria-label="Codes to look at">
      {problems.slice(0, shownAtMost).map((problem) => (
        <li key={problem.entered}>
          <bdi className="mono">{problem.entered}</bdi>
          <span className="sub">{reason(index, problem)}</span>
          <span className="line">
            {offers(problem).map((row) => (
              <Button key={row} size="xs" onClick={() => onChoose(problem.entered, row)}>
                {index.codes[row]} · {index.names[row]}
              </Button>
            ))}
          </span>
        </li>
      ))}
      {problems.length > shownAtMost ? (
        <li className="sub">and {numberText(problems.length - shownAtMost)} more</li>
      ) : null}
    </ul>
  );
}

function reason(index: PlaceIndex, problem: CodeProblem): string {
  switch (problem.kind) {
    case 'ambiguous':
      return `${numberText(problem.rows.length)} places have this name. Which one?`;
    case 'closed':
      return 'This place is closed.';
    case 'outside':
      return 'Outside the places that you manage.';
    case 'unknown': {
      const unknown = index.whole ? 'Unknown.' : 'Unknown, or outside the places that you manage.';
      return problem.suggestion === null ? unknown : `${unknown} Did you mean:`;
    }
  }
}

function offers(problem: CodeProblem): readonly PlaceRow[] {
  if (problem.kind === 'ambiguous') return problem.rows.slice(0, 8);
  return problem.kind === 'unknown' && problem.suggestion !== null ? [problem.suggestion] : [];
}
