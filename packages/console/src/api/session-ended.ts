import { useEffect } from 'react';
import type { ApiProblem } from './api-problem.ts';

const name = 'latchkey:session-ended';

export const tellsSessionEnded = ({ code }: ApiProblem): boolean => code === 'not_signed_in';

/** Tells the page on screen; false where no page keeps what was typed until somebody is signed in again. */
export const announceSessionEnded = (): boolean =>
  !window.dispatchEvent(new Event(name, { cancelable: true }));

/** The page that listens takes it upon itself to go on. */
export function useSessionEnded(onEnded: () => void): void {
  useEffect(() => {
    const listen = (event: Event) => {
      event.preventDefault();
      onEnded();
    };
    window.addEventListener(name, listen);
    return () => window.removeEventListener(name, listen);
  }, [onEnded]);
}
