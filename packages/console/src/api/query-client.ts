import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.ts';
import { tellsSessionEnded } from './session-ended.ts';

/** What is to happen when a call finds the session ended is said by whoever makes the client. */
export function makeQueryClient(onSessionEnded: () => Promise<void>): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiProblem && tellsSessionEnded(error)) void onSessionEnded();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) =>
          failures < 1 &&
          error instanceof ApiProblem &&
          (error.status === 0 || error.status === 503),
      },
    },
  });
}
