import type { ReactNode } from 'react';
import { toProblem } from '../api/api-problem.ts';

interface ChoiceQuery {
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
}

/** What a field says whose choices come from the server: that it looks, that nothing is found, or why it cannot look. */
export function choiceState(
  { error, isPending, refetch }: ChoiceQuery,
  nothingFound: string,
): { readonly nothingFoundMessage: string; readonly error: ReactNode } {
  if (error) {
    const { title } = toProblem(error);
    return {
      nothingFoundMessage: title,
      error: (
        <>
          {title}{' '}
          <button type="button" className="linkish" onClick={() => void refetch()}>
            Retry
          </button>
        </>
      ),
    };
  }
  return { nothingFoundMessage: isPending ? 'Looking …' : nothingFound, error: null };
}
