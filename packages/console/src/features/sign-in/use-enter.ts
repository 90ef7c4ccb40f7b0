import type { SignInAnswer } from '@latchkey/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

/** Goes on after signing in: to the place that was wanted, with nothing kept of whoever was here before. */
export function useEnter(wanted?: string): () => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async () => {
    queryClient.clear();
    router.history.push(isLocal(wanted) ? wanted : '/');
  };
}

/** Only a place of this console: never an address elsewhere that somebody put into the link. */
const isLocal = (wanted: string | undefined): wanted is string =>
  wanted !== undefined && /^\/(?![/\\])/.test(wanted);

export type Organizations = SignInAnswer['organizations'];
