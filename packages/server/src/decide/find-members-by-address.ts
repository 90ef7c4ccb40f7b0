import type { MemberId, OrganizationId } from '@latchkey/engine';
import { inOrganization } from '../db/in-organization.ts';
import type { Services } from '../services.ts';
import { canonicalAddress } from '../sign-in/canonical-address.ts';

const lookUpWithinMs = 5_000;

/**
 * Active members by a sign-in address that a mail's round trip has proved. Never remembered: an address can go to
 * somebody else without a change of the organization.
 */
export async function findMembersByAddress(
  { db }: Services,
  organizationId: OrganizationId,
  asked: readonly string[],
): Promise<ReadonlyMap<string, MemberId>> {
  const canonical = new Map<string, string>();
  for (const name of asked) {
    const address = canonicalAddress(name)?.address;
    // What is only nearly an address is no name of anybody.
    if (address !== undefined && address === name.toLowerCase()) canonical.set(name, address);
  }
  if (canonical.size === 0) return new Map();
  const { rows } = await inOrganization(
    db,
    organizationId,
    ({ client }) =>
      client.query<{ address: string; member_id: MemberId }>({
        name: 'members-by-verified-address',
        text: `select u.address, m.member_id from users u
               join members m on m.organization_id = $1 and m.user_id = u.user_id and m.status = 'active'
               where u.address = any($2) and u.verified_at is not null`,
        values: [organizationId, [...new Set(canonical.values())]],
      }),
    { readOnly: true, withinMs: lookUpWithinMs },
  );
  const found = new Map(rows.map((row) => [row.address, row.member_id]));
  const byName = new Map<string, MemberId>();
  for (const [name, address] of canonical) {
    const memberId = found.get(address);
    if (memberId !== undefined) byName.set(name, memberId);
  }
  return byName;
}
