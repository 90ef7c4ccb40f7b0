import type { Activation } from '@latchkey/contract';
import { inOrganization } from '../../db/in-organization.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { type InvitationToken, readInvitationToken } from '../../tokens/invitation-token.ts';
import { type InvitationRow, readInvitation } from './queries.ts';

export interface OpenedInvitation {
  readonly token: InvitationToken;
  readonly row: InvitationRow;
  readonly state: Exclude<Activation['state'], 'unknown'>;
}

/** The invitation behind a link, and what has become of it; null when this server never made the link. */
export async function openInvitation(
  services: Services,
  presented: string,
): Promise<OpenedInvitation | null> {
  const token = readInvitationToken(services.config.serverKey, presented);
  if (token === null) return null;
  const row = await inOrganization(
    services.db,
    token.organizationId,
    (transaction) => readInvitation(transaction, token.organizationId, token.invitationId),
    { readOnly: true },
  );
  return row && { token, row, state: stateOf(row, token) };
}

function stateOf(row: InvitationRow, token: InvitationToken): OpenedInvitation['state'] {
  if (row.status !== 'waiting') return row.status;
  if (row.generation !== token.generation) return 'superseded';
  return row.ended ? 'expired' : 'waiting';
}

/** An invitation that can be answered now; the plan asks all of it again under the lock. */
export async function requireWaiting(
  services: Services,
  presented: string,
): Promise<OpenedInvitation> {
  const opened = await openInvitation(services, presented);
  if (!opened) throw new ProblemError('invalid_link');
  if (opened.state === 'waiting') return opened;
  throw new ProblemError(
    opened.state === 'expired'
      ? 'invitation_expired'
      : opened.state === 'superseded'
        ? 'invitation_superseded'
        : 'invitation_not_waiting',
  );
}
