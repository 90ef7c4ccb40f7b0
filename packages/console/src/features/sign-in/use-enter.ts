import type { SignInAnswer } from '@latchkey/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

/** Goes on after signing in: to the place that was wanted, with nothing kept of whoever was here before. */
export function useEnter(wanted?: string): (answer?: SignInAnswer) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (answer) => {
    queryClient.clear();
    const home = answer && leadsAbove(answer, wanted) ? above : '/';
    router.history.push(
      isLocal(wanted) && (home === '/' || wanted.startsWith(above)) ? wanted : home,
    );
  };
}

const above = '/operator';

/** An operator begins above the organizations, unless a page of one of the own was wanted. */
export const leadsAbove = (answer: SignInAnswer, wanted?: string): boolean =>
  answer.operator &&
  (answer.organizations.length === 0 || wanted === undefined || wanted.startsWith(above));

/** Only a place of this console: never an address elsewhere that somebody put into the link. */
const isLocal = (wanted: string | undefined): wanted is string =>
  wanted !== undefined && /^\/(?![/\\])/.test(wanted);

export type Organizations = SignInAnswer['organizations'];
