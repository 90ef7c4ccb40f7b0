import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.ts';

/** A call that finds the session ended leads to the sign-in page, which keeps the place. */
export function makeQueryClient(onSessionEnded: () => Promise<void>): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiProblem && error.code === 'not_signed_in') void onSessionEnded();
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
