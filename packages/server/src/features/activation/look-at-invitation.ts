import type { Activation } from '@latchkey/contract';
import { accessSentence, type SentencePart } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { Services } from '../../services.ts';
import { findAccount } from '../../sign-in/accounts.ts';
import type { FoundSession } from '../../sign-in/find-session.ts';
import { offeredProvider } from '../../sign-in/provider/identity-provider.ts';
import { grantsInWords } from '../../words/grants-in-words.ts';
import { readNames } from '../../words/read-names.ts';
import { type OpenedInvitation, openInvitation } from './opened-invitation.ts';
import { readOfferedGrants } from './queries.ts';

/** What an invitation offers. Looking changes nothing, however often and by whomever it is done. */
export async function lookAtInvitation(
  services: Services,
  presented: string,
  session: FoundSession | null,
): Promise<Activation> {
  const opened = await openInvitation(services, presented);
  if (!opened) return { ...nothing, platformName: services.config.platformName, state: 'unknown' };
  const { row, state, token } = opened;
  const known = {
    ...nothing,
    platformName: services.config.platformName,
    organizationName: row.organization_name,
    state,
  };
  // An older link may have gone to somebody else: it learns nothing about the newer one.
  if (row.generation !== token.generation) return known;
  const account = await findAccount(services.db, { address: row.address });
  const signedIn = session && (await findAccount(services.db, { userId: session.userId }));
  const byProvider = row.sign_in_method === 'sso';
  const provider = byProvider ? await offeredProvider(services, token.organizationId) : null;
  return {
    ...known,
    inviterName: row.sender_name,
    address: row.address,
    name: row.name,
    role: row.role,
    sentences: [await offer(services, opened)],
    note: row.note,
    linkEndsAt: row.link_ends_at.toISOString(),
    accessEndsAt: row.access_ends_at?.toISOString() ?? null,
    hasAccount: account?.passwordHash != null,
    signInMethod: row.sign_in_method,
    provider: provider?.name ?? null,
    signInName: byProvider || account ? null : (row.sign_in_name ?? row.address),
    signedInAs: signedIn && signedIn.address !== row.address ? signedIn.address : null,
  };
}

const nothing = {
  organizationName: null,
  inviterName: null,
  address: null,
  name: null,
  role: null,
  sentences: [],
  note: null,
  linkEndsAt: null,
  accessEndsAt: null,
  hasAccount: false,
  signInMethod: null,
  provider: null,
  signInName: null,
  signedInAs: null,
} satisfies Partial<Activation>;

async function offer(
  services: Services,
  { token: { organizationId }, row }: OpenedInvitation,
): Promise<SentencePart[]> {
  const snapshot = await services.snapshots.current(organizationId);
  return inOrganization(services.db, organizationId, async (transaction) => {
    const grants = await readOfferedGrants(transaction, organizationId, row.member_id);
    const names = await readNames(transaction, organizationId, {
      sets: grants.map(({ setId }) => setId),
      places: grants.map(({ scope }) => scope),
    });
    return accessSentence({
      subject: 'You',
      tense: 'will be able to',
      role: row.role,
      grants: grantsInWords(snapshot, names, grants),
      accessEndsAt: row.access_ends_at?.getTime() ?? null,
      timeZone: 'UTC',
      now: Date.now(),
    });
  });
}
