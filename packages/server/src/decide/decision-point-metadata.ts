import type { OrganizationId } from '@latchkey/engine';
import { supportedObligations } from './mask-obligation.ts';

/** Base of one organization's AuthZEN endpoints, and the identifier a caller compares. */
export const decisionPointOf = (publicUrl: string, organizationId: OrganizationId): string =>
  `${publicUrl}/organizations/${organizationId}`;

/** What is understood beside the standard: members of a question's context, and `total` of a search's page. */
const capabilities = [
  'urn:latchkey:authzen:at-least',
  'urn:latchkey:authzen:explain',
  'urn:latchkey:authzen:reasons',
  'urn:latchkey:authzen:search-total',
] as const;

export function decisionPointMetadata(publicUrl: string, organizationId: OrganizationId) {
  const decisionPoint = decisionPointOf(publicUrl, organizationId);
  return {
    policy_decision_point: decisionPoint,
    access_evaluation_endpoint: `${decisionPoint}/access/v1/evaluation`,
    access_evaluations_endpoint: `${decisionPoint}/access/v1/evaluations`,
    search_subject_endpoint: `${decisionPoint}/access/v1/search/subject`,
    search_resource_endpoint: `${decisionPoint}/access/v1/search/resource`,
    search_action_endpoint: `${decisionPoint}/access/v1/search/action`,
    capabilities,
    supported_obligations: supportedObligations,
  };
}
