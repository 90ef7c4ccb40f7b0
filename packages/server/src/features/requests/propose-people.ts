import type { ProposeAnswer, proposeRequest } from '@latchkey/contract';
import { snapshotRevision } from '@latchkey/engine';
import type { z } from 'zod';
import { recordEvent } from '../../audit/record-event.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { placesWithin, requireReach } from '../../http/require-reach.ts';
import { newId } from '../../ids.ts';
import { queueMails } from '../../outbox/queue-mails.ts';
import type { Services } from '../../services.ts';
import { carryOutInvitations } from '../invitations/invite-members.ts';
import { readOwners, versionsOf } from './queries.ts';
import { requestDigest } from './request-digest.ts';
import { requireSelfServe } from './require-self-serve.ts';

type Asked = z.output<typeof proposeRequest>;

const lapseDays = 14;
const dayMs = 86_400_000;

/**
 * Puts people before the owners whom the proposer may not invite. Those who could not be brought in at all
 * are named at once and left out; nobody gets an invitation before an owner approves.
 */
export async function proposePeople(
  services: Services,
  signedIn: SignedIn,
  { invitation, reason }: Asked,
  { dryRun }: { readonly dryRun: boolean },
): Promise<ProposeAnswer> {
  const { organizationId, memberId } = signedIn;
  requireSelfServe(signedIn);
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.propose');
  if (invitation.role === 'owner') throw new ProblemError('owners_only');
  // A beginning is worked out by whoever may give it; a proposal says what is needed.
  if (invitation.startingAccess !== undefined)
    throw new ProblemError('starting_access_not_offered');
  const places = placesWithin(snapshot, reach);
  const inside = places && new Set(places);
  if (inside && !invitation.grants.every(({ scope }) => inside.has(scope)))
    throw new ProblemError('not_allowed');

  const dry = await planned(services, signedIn, invitation);
  const good = dry.results.filter(({ result }) => result === 'invited');
  if (dryRun || good.length === 0)
    return { requestId: null, sentence: dry.sentence, results: dry.results, lapsesAt: null };
  const asked = {
    ...invitation,
    people: invitation.people.filter((_, index) => dry.results[index]?.result === 'invited'),
  };
  const requestId = newId('req');
  const lapsesAt = new Date(Date.now() + lapseDays * dayMs);
  await inOrganization(services.db, organizationId, async (transaction) => {
    const versions = await versionsOf(transaction, organizationId, asked);
    await transaction
      .insertInto('requests')
      .values({
        organization_id: organizationId,
        request_id: requestId,
        requested_by: memberId,
        reason,
        asked: JSON.stringify(asked),
        digest: requestDigest(asked, good, versions),
        base_revision: snapshotRevision(snapshot),
        lapses_at: lapsesAt,
      })
      .execute();
    await recordEvent(transaction, {
      organizationId,
      kind: 'request.made',
      memberId,
      ipAddress: '',
      details: { requestId, people: asked.people.length },
    });
    const owners = await readOwners(transaction, organizationId);
    await queueMails(
      transaction,
      organizationId,
      owners.map((owner) => ({
        mailId: newId('mai'),
        kind: 'request_made' as const,
        memberId,
        invitationId: null,
        requestId,
        generation: null,
        to: { memberId: owner },
      })),
    );
    await services.jobs.enqueue(transaction, 'mail', organizationId);
  });
  return {
    requestId,
    sentence: dry.sentence,
    results: dry.results,
    lapsesAt: lapsesAt.toISOString(),
  };
}

/** What would come of it if an owner said yes now: planned with no limit, for the yes brings its own rights. */
export async function planned(
  services: Services,
  { organizationId, memberId }: Pick<SignedIn, 'organizationId' | 'memberId'>,
  invitation: Asked['invitation'],
) {
  const { answer } = await carryOutInvitations(
    services,
    {
      organizationId,
      asker: memberId,
      change: {
        actor: { type: 'system', name: 'request' },
        authority: { kind: 'system' },
        channel: 'system',
      },
    },
    invitation,
    { dryRun: true },
  );
  return answer;
}
