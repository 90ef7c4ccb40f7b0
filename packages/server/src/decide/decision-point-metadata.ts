import type { OrganizationId } from '@latchkey/engine';
import { supportedObligations } from './mask-obligation.ts';

/** Base of one organization's AuthZEN endpoints, and the identifier a caller compares. */
export const decisionPointOf = (publicUrl: string, organizationId: OrganizationId): string =>
  `${publicUrl}/organizations/${organizationId}`;

export function decisionPointMetadata(publicUrl: string, organizationId: OrganizationId) {
  const decisionPoint = decisionPointOf(publicUrl, organizationId);
  return {
    policy_decision_point: decisionPoint,
    access_evaluation_endpoint: `${decisionPoint}/access/v1/evaluation`,
    access_evaluations_endpoint: `${decisionPoint}/access/v1/evaluations`,
    supported_obligations: supportedObligations,
  };
}
