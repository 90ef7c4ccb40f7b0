import type { Latchkey } from './latchkey.ts';
import { LatchkeyError } from './latchkey-error.ts';
import { readSession } from './read-answer.ts';
import { findSessionToken } from './session-token.ts';
import type { Transport } from './transport.ts';

/** Asks whose session it is: of one organization, or with null of any. */
export const sessionsOf =
  (transport: Transport, organizationId: string | null): Latchkey['sessionOf'] =>
  async (cookieOrToken, { signal } = {}) => {
    const bearer = findSessionToken(cookieOrToken);
    if (bearer === null) return null;
    try {
      const session = readSession(
        await transport.send({ method: 'GET', path: '/v1/session', bearer, signal }),
      );
      // A session of another organization is nobody here.
      const isHere = organizationId === null || session.organization.id === organizationId;
      return isHere ? session : null;
    } catch (error) {
      if (error instanceof LatchkeyError && error.status === 401) return null;
      throw error;
    }
  };
