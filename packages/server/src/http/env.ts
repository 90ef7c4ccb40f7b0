import type { FoundSession } from '../sign-in/find-session.ts';
import type { SignedInOperator } from '../sign-in/operator-sessions.ts';

/** Who is asking, read from the session of this request. */
export type SignedIn = FoundSession;

export interface Env {
  Variables: {
    requestId: string;
    ipAddress: string;
    /** Set on every route behind `requireSession`. */
    signedIn: SignedIn;
    /** Set on every route behind `requireOperator`. */
    operator: SignedInOperator;
  };
}
