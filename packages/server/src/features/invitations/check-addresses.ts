import type { AddressState, CheckedAddress } from '@latchkey/contract';
import { sees } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { type CanonicalAddress, canonicalAddress } from '../../sign-in/canonical-address.ts';
import { nearestDomain } from './nearest-domain.ts';
import { type KnownAddress, readKnownAddresses, readSettings, readUsedDomains } from './queries.ts';

/** What stands behind each entered address, in one look-up for all. It tells nothing about other organizations. */
export async function checkAddresses(
  services: Services,
  signedIn: SignedIn,
  entered: readonly string[],
): Promise<CheckedAddress[]> {
  const { snapshot } = await requireReach(services, signedIn, [
    'access.member.invite',
    'access.member.propose',
  ]);
  const parsed = entered.map((text) => canonicalAddress(text));
  const addresses = parsed.flatMap((one) => (one ? [one.address] : []));
  const { organizationId } = signedIn;
  const [known, settings, usedDomains] = await inOrganization(
    services.db,
    organizationId,
    async (transaction) =>
      [
        await readKnownAddresses(transaction, organizationId, addresses),
        await readSettings(transaction, organizationId),
        await readUsedDomains(transaction, organizationId),
      ] as const,
    { readOnly: true },
  );
  const { allowedDomains } = settings;
  const seen = new Set<string>();
  return entered.map((text, index) => {
    const one = parsed[index];
    if (!one) return { ...nothing, entered: text, state: 'invalid' };
    const { address, name } = one;
    const row = known.get(address);
    const suggestion = row ? null : suggest(one, allowedDomains, usedDomains);
    const state = seen.has(address) ? 'duplicate' : stateOf(one, row, allowedDomains, suggestion);
    seen.add(address);
    const shown =
      row && sees(snapshot, signedIn.memberId, row.member_id, Date.now()) ? row : undefined;
    return {
      entered: text,
      address,
      name,
      state,
      suggestion: state === 'mistyped' || state === 'outside_domains' ? suggestion : null,
      member: shown
        ? {
            id: shown.member_id,
            name: shown.name,
            removedAt: shown.removed_at?.toISOString() ?? null,
          }
        : null,
      invitation: shown ? waiting(shown) : null,
    };
  });
}

const nothing = { address: null, name: null, suggestion: null, member: null, invitation: null };

function stateOf(
  { address }: CanonicalAddress,
  known: KnownAddress | undefined,
  allowedDomains: readonly string[],
  suggestion: string | null,
): AddressState {
  if (known?.status === 'active' || known?.status === 'suspended') return 'member';
  if (known?.invitation_id != null) return 'waiting';
  if (allowedDomains.length > 0 && !allowedDomains.includes(domainOf(address)))
    return 'outside_domains';
  if (known?.status === 'removed') return 'removed';
  return suggestion === null ? 'new' : 'mistyped';
}

function suggest(
  { address }: CanonicalAddress,
  allowed: readonly string[],
  used: readonly string[],
): string | null {
  const domain = nearestDomain(domainOf(address), [...allowed, ...used]);
  return domain === null ? null : `${address.slice(0, address.indexOf('@'))}@${domain}`;
}

const domainOf = (address: string) => address.slice(address.indexOf('@') + 1);

const waiting = ({ invitation_id, invitation_sent_at, link_ends_at }: KnownAddress) =>
  invitation_id && invitation_sent_at && link_ends_at
    ? {
        id: invitation_id,
        sentAt: invitation_sent_at.toISOString(),
        linkEndsAt: link_ends_at.toISOString(),
      }
    : null;
