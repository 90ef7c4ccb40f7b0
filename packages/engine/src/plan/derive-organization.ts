import type { Operation } from '../operations.ts';
import type { OrganizationState } from '../state.ts';
import { type Derivation, derived, type Refusal, refusal, refused } from './derivation.ts';
import type { Working } from './working.ts';

const longestInvitationDays = 30;

export function deriveOrganization(
  operation: Extract<Operation, { type: 'organization.update' | 'organization.setSelfServe' }>,
  working: Working,
): Derivation {
  const before = working.organization;
  if (operation.type === 'organization.setSelfServe') {
    const after = { ...before, selfServe: operation.selfServe };
    return { effects: [{ object: 'organization', id: working.organizationId, before, after }] };
  }
  const domains = operation.allowedDomains ?? before.allowedDomains;
  const after: OrganizationState = {
    ...before,
    name: operation.name ?? before.name,
    allowedDomains: [...new Set(domains.map((domain) => domain.toLowerCase()))].sort(),
    invitationDays: operation.invitationDays ?? before.invitationDays,
    typesOff: [...new Set(operation.typesOff ?? before.typesOff)].sort(),
  };
  const days = after.invitationDays;
  if (!Number.isInteger(days) || days < 1 || days > longestInvitationDays) {
    return refused('link_end_out_of_range', null, { days });
  }
  return derived(checkTypesOff(before, after, working), () => [
    { object: 'organization', id: working.organizationId, before, after },
  ]);
}

/** Only an optional type can be done without, and none of which a place is open. */
function checkTypesOff(
  before: OrganizationState,
  after: OrganizationState,
  working: Working,
): Refusal[] {
  const { entityTypes } = working.store.compiled.model;
  const newlyOff = after.typesOff.filter((type) => !before.typesOff.includes(type));
  if (newlyOff.length === 0) return [];
  const open = new Map<string, number>();
  for (const { type, closed } of working.store.allEntities()) {
    if (!closed) open.set(type, (open.get(type) ?? 0) + 1);
  }
  return newlyOff.flatMap((type): Refusal[] => {
    const known = Object.hasOwn(entityTypes, type) && entityTypes[type]?.optional !== undefined;
    if (!known) return [refusal('unknown_place_type', type)];
    const places = open.get(type) ?? 0;
    return places === 0 ? [] : [refusal('place_type_in_use', type, { places })];
  });
}
