/** Where an organization's decision point lies on the server. */
export const decisionPathOf = (organizationId: string): string =>
  `/organizations/${organizationId}/access/v1`;
