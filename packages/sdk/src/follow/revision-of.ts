/**
 * The revision that a token names, or null when only the server can tell.
 * It is read, not trusted: whoever makes one up gets what the server says about it, or what anybody gets without one.
 */
export function revisionOf(token: string, organizationId: string): number | null {
  const [payload = ''] = token.split('.', 1);
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const [, ofOrganization, revision] = /^(org_\w+):(\d{1,15})$/.exec(text) ?? [];
    return ofOrganization === organizationId ? Number(revision) : null;
  } catch {
    return null;
  }
}
