import type { MemberId, OrganizationId, UserId } from '@latchkey/engine';

/** Who is asking, read from the session of this request. */
export interface SignedIn {
  readonly organizationId: OrganizationId;
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly sessionId: `ses_${string}`;
}

export interface Env {
  Variables: {
    requestId: string;
    ipAddress: string;
    /** Set on every route behind `requireSession`. */
    signedIn: SignedIn;
  };
}
