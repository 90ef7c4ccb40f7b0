import { recordEvent } from '../../audit/record-event.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { ProblemError } from '../../http/problem.ts';
import { newId } from '../../ids.ts';
import { queueMails } from '../../outbox/queue-mails.ts';
import type { Services } from '../../services.ts';
import { openInvitation } from './opened-invitation.ts';
import { readWhomToAsk, wasAskedLately } from './queries.ts';

/** Tells whoever invited that the link had ended and a new one is wanted: once a day and no more. */
export async function askAgain(
  services: Services,
  presented: string,
  ipAddress: string,
): Promise<void> {
  const opened = await openInvitation(services, presented);
  if (!opened) throw new ProblemError('invalid_link');
  if (opened.state !== 'expired') throw new ProblemError('invitation_not_waiting');
  const { organizationId, invitationId } = opened.token;
  await inOrganization(services.db, organizationId, async (transaction) => {
    if (await wasAskedLately(transaction, organizationId, invitationId)) return;
    const asked = await readWhomToAsk(transaction, organizationId, invitationId);
    if (asked === null) return;
    await queueMails(transaction, organizationId, [
      {
        mailId: newId('mai'),
        kind: 'invitation_wanted',
        memberId: opened.row.member_id,
        invitationId,
        generation: null,
        to: { memberId: asked },
      },
    ]);
    await recordEvent(transaction, {
      organizationId,
      kind: 'invitation.wanted',
      memberId: opened.row.member_id,
      ipAddress,
      details: { invitationId },
    });
    await services.jobs.enqueue(transaction, 'mail', organizationId);
  });
}
