import type { Operation } from '../operations.ts';
import type { OrganizationState } from '../state.ts';
import { type Derivation, refused } from './derivation.ts';
import type { Working } from './working.ts';

const longestInvitationDays = 30;

export function deriveOrganization(
  operation: Extract<Operation, { type: 'organization.update' }>,
  working: Working,
): Derivation {
  const before = working.organization;
  const domains = operation.allowedDomains ?? before.allowedDomains;
  const after: OrganizationState = {
    ...before,
    name: operation.name ?? before.name,
    allowedDomains: [...new Set(domains.map((domain) => domain.toLowerCase()))].sort(),
    invitationDays: operation.invitationDays ?? before.invitationDays,
  };
  const days = after.invitationDays;
  if (!Number.isInteger(days) || days < 1 || days > longestInvitationDays) {
    return refused('link_end_out_of_range', null, { days });
  }
  return {
    effects: [{ object: 'organization', id: working.organizationId, before, after }],
  };
}
